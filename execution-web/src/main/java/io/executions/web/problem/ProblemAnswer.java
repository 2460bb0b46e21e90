package io.executions.web.problem;

import io.executions.api.Fault;
import io.executions.api.json.ProblemDocument;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A problem document (RFC 9457), with the headers that go with it. Immutable.
 *
 * @param type names the kind of problem
 * @param detail what happened this time, for a person; never anything secret
 * @param errors all that is wrong with the request; empty where that says nothing
 * @param instance names this occurrence, if it was logged
 * @param headers further headers of the answer
 * @param existingId the execution that has the unique key, where that is the problem
 */
public record ProblemAnswer(
    ProblemType type,
    String detail,
    List<Fault> errors,
    Optional<String> instance,
    Map<String, String> headers,
    Optional<Long> existingId) {

  private static final System.Logger LOG = System.getLogger(ProblemAnswer.class.getName());

  /** The media type of a problem document. */
  public static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

  /** Copies the lists. */
  public ProblemAnswer {
    errors = List.copyOf(errors);
    headers = Map.copyOf(headers);
  }

  /** Returns a problem of that type. */
  public static ProblemAnswer of(ProblemType type, String detail) {
    return new ProblemAnswer(type, detail, List.of(), Optional.empty(), Map.of(), Optional.empty());
  }

  /** Returns a problem that says no more than its HTTP status, 400 to 599. */
  public static ProblemAnswer ofStatus(int status) {
    return of(ProblemType.ofStatus(status), StatusText.of(status));
  }

  /** Returns a problem that says no more than its HTTP status, in these words. */
  public static ProblemAnswer ofStatus(int status, String detail) {
    return of(ProblemType.ofStatus(status), detail);
  }

  /** Returns a copy that names these faults. */
  public ProblemAnswer withErrors(List<Fault> faults) {
    return new ProblemAnswer(type, detail, faults, instance, headers, existingId);
  }

  /** Returns a copy with one more header. */
  public ProblemAnswer withHeader(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new ProblemAnswer(type, detail, errors, instance, more, existingId);
  }

  /** Returns a copy that names this occurrence. */
  ProblemAnswer withInstance(String name) {
    return new ProblemAnswer(type, detail, errors, Optional.of(name), headers, existingId);
  }

  /** Returns a copy that names the execution which has the unique key. */
  public ProblemAnswer withExisting(long id) {
    return new ProblemAnswer(type, detail, errors, instance, headers, Optional.of(id));
  }

  /** Returns the HTTP status. */
  public int status() {
    return type.status();
  }

  /** Returns the document in UTF-8. */
  byte[] toBytes() {
    return toJson().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the answer: status, headers and document. */
  public Response toResponse() {
    Response.ResponseBuilder response = Response.status(status());
    headers.forEach(response::header);
    return response.type(MEDIA_TYPE).entity(toBytes()).build();
  }

  /**
   * Answers a request with it outside JAX-RS. If the client has gone, that is not told to the
   * server, which would log it with a stack trace.
   */
  public void answer(HttpServletResponse response) {
    byte[] document = toBytes();
    response.resetBuffer();
    response.setStatus(status());
    headers.forEach(response::setHeader);
    response.setContentType(MEDIA_TYPE.toString());
    response.setContentLength(document.length);
    try {
      response.getOutputStream().write(document);
      response.flushBuffer();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "The client has gone before its answer", e);
    }
  }

  private JsonObject toJson() {
    return ProblemDocument.write(
        type.uri(), type.title(), status(), detail, instance, errors, existingId);
  }
}
