package io.executions.web.security;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The ways to turn a request away, each as its problem document. */
enum Refusal {
  /** The same for a missing, a malformed and a wrong token, so that it tells nothing about one. */
  NO_VALID_TOKEN(
      401,
      "Unauthorized",
      "Send a valid access token as Authorization: Bearer TOKEN.",
      HttpHeaders.WWW_AUTHENTICATE,
      "Bearer realm=\"executions\""),
  ROLE_TOO_LOW(403, "Forbidden", "This access token does not permit that.", null, null),
  TOO_MANY_FAILED_TRIES(
      429,
      "Too Many Requests",
      "Too many requests with a wrong access token came from this address.",
      HttpHeaders.RETRY_AFTER,
      "1"),
  TOKENS_UNKNOWN(
      503,
      "Service Unavailable",
      "Access tokens cannot be checked now.",
      HttpHeaders.RETRY_AFTER,
      "1");

  private final int status;
  private final String title;
  private final String detail;
  private final String header;
  private final String headerValue;

  Refusal(int status, String title, String detail, String header, String headerValue) {
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.header = header;
    this.headerValue = headerValue;
  }

  Response response() {
    Response.ResponseBuilder response =
        Response.status(status).type("application/problem+json").entity(document());
    if (header != null) {
      response.header(header, headerValue);
    }
    return response.build();
  }

  private String document() {
    return """
        {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}"""
        .formatted(title, status, detail);
  }
}
