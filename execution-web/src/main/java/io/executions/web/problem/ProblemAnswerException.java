package io.executions.web.problem;

/** Ends a request with a problem document. */
public class ProblemAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemAnswer problem;

  /** Makes an exception that is answered by that document. */
  public ProblemAnswerException(ProblemAnswer problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** Returns the document. */
  public ProblemAnswer problem() {
    return problem;
  }
}
