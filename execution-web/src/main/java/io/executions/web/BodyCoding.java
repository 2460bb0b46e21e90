package io.executions.web;

import io.executions.web.problem.Problem;
import io.executions.web.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;

/** Refuses compressed request bodies, which would otherwise read as broken JSON. */
final class BodyCoding {
  private static final String NONE = "identity";

  private BodyCoding() {}

  static void refuseAny(HttpHeaders headers) {
    String coding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (coding != null && !coding.equalsIgnoreCase(NONE)) {
      throw new ProblemException(
          Problem.ofStatus(415).withHeader(HttpHeaders.ACCEPT_ENCODING, NONE));
    }
  }
}
