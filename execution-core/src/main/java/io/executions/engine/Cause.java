package io.executions.engine;

/** Why the engine goes through a cycle. The later in this list, the more may have changed. */
enum Cause {
  /** Time has passed, or runs have ended. */
  END,
  /** Something that is due was created and committed here. */
  CREATION,
  /** Anything may have changed. */
  ANYTHING;

  /** Returns the later one of the two. */
  static Cause more(Cause one, Cause other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
