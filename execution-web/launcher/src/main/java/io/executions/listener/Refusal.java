package io.executions.listener;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a client is told whose request is refused here: a problem document like those of the
 * application. The connection ends after it.
 *
 * @param status the HTTP status
 * @param title its usual words
 * @param type of the problem
 * @param detail what is wrong; no part of the request
 * @param more further headers, as lines
 */
record Refusal(int status, String title, String type, String detail, List<String> more) {
  static final Refusal BODY_TOO_LATE =
      of(408, "Request Timeout", "The request body did not come to its end in time.");
  static final Refusal HEAD_TOO_LATE =
      of(408, "Request Timeout", "The request headers did not come to their end in time.");

  /** Nobody is there to read it, nor to be served what he has asked for besides. */
  static final Refusal GONE = of(400, "Bad Request", "The client has gone.");

  static final Refusal BUSY =
      new Refusal(
          503,
          "Service Unavailable",
          "urn:execution-service:problem:unavailable",
          "Too much is asked of this node just now; try again later.",
          List.of("Retry-After: 2"));
  static final Refusal BROKEN =
      new Refusal(
          503,
          "Unavailable",
          "urn:execution-service:problem:unavailable",
          "This node cannot answer; its health says why.",
          List.of("Retry-After: 10"));
  static final Refusal NO_SUCH_METHOD =
      new Refusal(
          405,
          "Method Not Allowed",
          "about:blank",
          "This address does not take that method; the header Allow names those it takes.",
          List.of("Allow: GET, HEAD, POST, PATCH, DELETE, OPTIONS"));

  /** The same as the application puts on its answers. */
  private static final String HEADERS =
      """
      Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; \
      connect-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'
      X-Content-Type-Options: nosniff
      X-Frame-Options: DENY
      Referrer-Policy: no-referrer
      Cache-Control: no-store
      Connection: close
      Content-Type: application/problem+json
      """;

  static Refusal of(int status, String title, String detail) {
    return new Refusal(status, title, "about:blank", detail, List.of());
  }

  static Refusal malformed(String detail) {
    return of(400, "Bad Request", detail);
  }

  static Refusal tooLarge(long most) {
    return new Refusal(
        413,
        "Too large",
        "urn:execution-service:problem:too-large",
        "The request body is larger than the %d bytes allowed.".formatted(most),
        List.of());
  }

  /**
   * Returns the whole answer.
   *
   * @param toHead whether the request's method is HEAD, which no body answers
   */
  byte[] toBytes(boolean toHead) {
    String document =
        """
        {"type":"%s","title":"%s","status":%d,"detail":"%s"}"""
            .formatted(type, title, status, detail);
    StringBuilder answer = new StringBuilder("HTTP/1.1 %d %s\n".formatted(status, title));
    answer.append(HEADERS);
    more.forEach(line -> answer.append(line).append('\n'));
    answer.append("Content-Length: ").append(document.length()).append("\n\n");
    String head = answer.toString().replace("\n", "\r\n");
    return (toHead ? head : head + document).getBytes(StandardCharsets.US_ASCII);
  }
}
