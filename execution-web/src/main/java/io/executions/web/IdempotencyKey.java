package io.executions.web;

import io.executions.api.Fault;
import io.executions.api.port.Sha256;
import io.executions.web.json.CanonicalJson;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The key that a client gave to a creation, with what it was given for.
 *
 * @param caller who gave it
 * @param key the key
 * @param requestHash tells the request from another one under the same key
 */
record IdempotencyKey(String caller, String key, String requestHash) {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED_HEADER = "Idempotency-Replayed";

  private static final String FORM = "[\\x21-\\x7e]{1,255}";

  /** Returns what is wrong with the header; nothing when it is absent. */
  static List<Fault> faultsIn(HttpHeaders headers) {
    List<String> given = given(headers);
    if (given.isEmpty() || given.size() == 1 && given.get(0).matches(FORM)) {
      return List.of();
    }
    String detail =
        given.size() == 1
            ? "must have 1 to 255 visible ASCII characters, no spaces"
            : "must be given once";
    return List.of(new Fault("/" + HEADER, detail));
  }

  /**
   * Returns the key of a request, if it has one.
   *
   * @param request method and path
   */
  static Optional<IdempotencyKey> of(
      HttpHeaders headers, Requester caller, String request, JsonValue body) {
    return given(headers).stream()
        .findFirst()
        .map(key -> new IdempotencyKey(caller.name(), key, hash(request, body)));
  }

  /** An absent header is null to Jersey and an empty list to RESTEasy. */
  private static List<String> given(HttpHeaders headers) {
    List<String> given = headers.getRequestHeader(HEADER);
    return given == null ? List.of() : given;
  }

  private static String hash(String request, JsonValue body) {
    return Sha256.hex((request + "\n").getBytes(StandardCharsets.UTF_8), CanonicalJson.bytes(body));
  }
}
