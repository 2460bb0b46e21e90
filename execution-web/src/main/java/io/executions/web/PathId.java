package io.executions.web;

import io.executions.web.problem.ProblemAnswer;
import io.executions.web.problem.ProblemAnswerException;
import io.executions.web.problem.ProblemType;

/** Reads ids of executions and nodes in paths. */
final class PathId {
  private static final long END = 1L << 53;

  private PathId() {}

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
