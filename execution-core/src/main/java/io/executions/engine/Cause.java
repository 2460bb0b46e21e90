package io.executions.engine;

/** Why the engine goes through a cycle; the further down, the more there may be to be seen. */
enum Cause {
  /** Time has passed, or runs have ended. */
  END,
  /** Something that is due was created and committed here. */
  CREATION,
  /** Whatever it may be. */
  ANYTHING;

  /** Returns the one with which there may be more to be seen. */
  static Cause more(Cause one, Cause other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
