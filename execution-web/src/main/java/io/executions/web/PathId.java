package io.executions.web;

import io.executions.web.problem.ProblemAnswer;
import io.executions.web.problem.ProblemAnswerException;
import io.executions.web.problem.ProblemType;
import jakarta.ws.rs.core.UriInfo;

/** Reads ids of executions and nodes in paths. */
final class PathId {
  private static final long END = 1L << 53;

  private PathId() {}

  /**
   * Returns the id that a path segment says, in a request that takes no query parameters.
   *
   * @throws ProblemAnswerException of status 404 if it says none: nothing can be there
   * @throws io.executions.api.InvalidRequestException if there are query parameters
   */
  static long parse(String segment, UriInfo uri) {
    long id = parse(segment);
    QueryParameters.refuseAny(uri);
    return id;
  }

  /**
   * Returns the id that a path segment says.
   *
   * @throws ProblemAnswerException of status 404 if it says none: nothing can be there
   */
  static long parse(String segment) {
    if (segment.matches("[1-9][0-9]{0,15}")) {
      long id = Long.parseLong(segment);
      if (id < END) {
        return id;
      }
    }
    throw new ProblemAnswerException(
        ProblemAnswer.of(
            ProblemType.ofStatus(404), "The id is a number from 1 to %d.".formatted(END - 1)));
  }
}
