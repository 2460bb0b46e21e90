package io.executions.web.security;

import io.executions.web.problem.ProblemAnswer;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The reasons to turn a request away, each with its problem document. */
enum Refusal {
  /** The same for a missing, a malformed and a wrong token, so that it tells nothing about one. */
  NO_VALID_TOKEN(
      ProblemAnswer.ofStatus(401, "Send a valid access token as Authorization: Bearer TOKEN.")
          .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"executions\"")),
  ROLE_TOO_LOW(ProblemAnswer.ofStatus(403, "This access token does not permit that.")),
  FROM_ELSEWHERE(
      ProblemAnswer.ofStatus(
          403,
          "By cookie only the pages of this service change something: Sec-Fetch-Site must be"
              + " same-origin, or Origin must name this host.")),
  TOO_MANY_FAILED_TRIES(
      ProblemAnswer.ofStatus(
              429, "Too many requests with a wrong access token came from this address.")
          .withHeader(HttpHeaders.RETRY_AFTER, "1")),
  TOKENS_UNKNOWN(
      ProblemAnswer.ofStatus(503, "Access tokens cannot be checked now.")
          .withHeader(HttpHeaders.RETRY_AFTER, "1"));

  private final ProblemAnswer problem;

  Refusal(ProblemAnswer problem) {
    this.problem = problem;
  }

  ProblemAnswer problem() {
    return problem;
  }

  Response response() {
    return problem.toResponse();
  }
}
