package io.executions.web.security;

import io.executions.web.problem.ProblemAnswerException;

/** A request is turned away. */
final class RefusedException extends ProblemAnswerException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.problem());
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
