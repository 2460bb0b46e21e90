package io.executions.listener;

/** Ends a request with a {@link Refusal}. */
class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  /** Makes one without a stack trace, since strangers decide how many are made. */
  RefusedException(Refusal refusal) {
    super(refusal.detail(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
