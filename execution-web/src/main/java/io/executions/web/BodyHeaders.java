package io.executions.web;

import io.executions.web.problem.ProblemAnswer;
import io.executions.web.problem.ProblemAnswerException;
import jakarta.ws.rs.core.HttpHeaders;

/** Checks what request headers say of the body, where JAX-RS does not or does not everywhere. */
final class BodyHeaders {
  private static final String NO_CODING = "identity";

  private BodyHeaders() {}

  /**
   * Refuses a body without a media type, and a compressed one, which would read as broken JSON.
   *
   * @throws ProblemAnswerException with status 415
   */
  static void check(HttpHeaders headers) {
    if (headers.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
      throw new ProblemAnswerException(ProblemAnswer.ofStatus(415));
    }
    String coding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase(NO_CODING)) {
      throw new ProblemAnswerException(
          ProblemAnswer.ofStatus(415).withHeader(HttpHeaders.ACCEPT_ENCODING, NO_CODING));
    }
  }
}
