package io.executions.store;

/** Where a pending execution stands. Claims take the recovered ones first, then the due ones. */
public enum ClaimRank {
  /** It ran before and was interrupted: ahead of all that never did. */
  RECOVERED(0),
  /** It is due. */
  DUE(1),
  /** Its due time has not come; it is not looked at until then. */
  WAITING(2),
  /** It is due, and others of its concurrency key are ahead of it; it is not looked at either. */
  BLOCKED(3),
  /** The same, and it was interrupted: ahead of those that never ran. */
  BLOCKED_RECOVERED(4);

  private final int code;

  ClaimRank(int code) {
    this.code = code;
  }

  static ClaimRank of(int code) {
    return values()[code];
  }

  /** Returns the number in the column {@code holder}. */
  public int holder() {
    return code > WAITING.code ? -1 - code : code - 3;
  }

  /** Returns the number in the column {@code claim_rank}. */
  public int code() {
    return code;
  }
}
