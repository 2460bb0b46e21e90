package io.executions.api.client;

import io.executions.api.Fault;
import io.executions.api.json.HealthDocument;
import io.executions.api.json.ProblemDocument;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A problem document (RFC 9457), as the service answers when it does not do what was asked.
 *
 * @param type names the kind, such as {@code urn:execution-service:problem:invalid-request}; {@code
 *     about:blank} where the status says all
 * @param title the kind in a few words
 * @param status the HTTP status, 400 to 599
 * @param detail what happened this time, for a person
 * @param instance names this occurrence in the log of the service, if it stands there
 * @param errors all that is wrong with the request; empty where that says nothing
 * @param existingId the execution that has the unique key, where that is the problem
 */
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    Optional<String> instance,
    List<Fault> errors,
    Optional<Long> existingId) {

  private static final String BLANK = "about:blank";

  /** Copies the list. */
  public Problem {
    errors = List.copyOf(errors);
  }

  /**
   * Reads an answer with a status of 400 or more. One that carries no problem document, as from a
   * proxy in between, becomes a problem of its status alone.
   *
   * @param body may be null; is read, not closed
   */
  static Problem read(int status, MediaType mediaType, InputStream body) {
    if (body == null || mediaType == null || !mediaType.getSubtype().endsWith("json")) {
      return ofStatus(status, "");
    }
    try {
      return read(status, DocumentReader.parse(body));
    } catch (JsonException | ClassCastException e) {
      return ofStatus(status, "");
    }
  }

  private static Problem read(int status, JsonObject document) {
    // A node that is not ready says so without a problem document.
    String reasons = String.join("; ", HealthDocument.readProblems(document));
    return ProblemDocument.read(
        document,
        (type, title, detail, instance, errors, existingId) ->
            new Problem(
                type.orElse(BLANK),
                title.orElseGet(() -> reason(status)),
                status,
                detail.orElse(reasons),
                instance,
                errors,
                existingId));
  }

  private static Problem ofStatus(int status, String detail) {
    return new Problem(
        BLANK, reason(status), status, detail, Optional.empty(), List.of(), Optional.empty());
  }

  private static String reason(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    return known == null ? "HTTP status " + status : known.getReasonPhrase();
  }
}
