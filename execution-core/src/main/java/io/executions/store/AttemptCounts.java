package io.executions.store;

/**
 * What the attempts of an execution have come to since it was created, or retried by a person.
 *
 * @param failures how many have failed or timed out
 * @param interruptions how many were interrupted: their node died, or lacked what they need
 * @param rollbacks how many the database rolled back at no cost
 */
public record AttemptCounts(int failures, int interruptions, int rollbacks) {
  /** Nothing yet. */
  public static final AttemptCounts NONE = new AttemptCounts(0, 0, 0);

  /** What is below zero, as in a row that somebody edited, counts as nothing. */
  public AttemptCounts {
    failures = Math.max(0, failures);
    interruptions = Math.max(0, interruptions);
    rollbacks = Math.max(0, rollbacks);
  }

  /** Returns what it is after one more failure. */
  public AttemptCounts failed() {
    return new AttemptCounts(next(failures), interruptions, rollbacks);
  }

  /** Returns what it is after one more interruption. */
  public AttemptCounts interrupted() {
    return new AttemptCounts(failures, next(interruptions), rollbacks);
  }

  /** Returns what it is after one more roll-back. */
  public AttemptCounts rolledBack() {
    return new AttemptCounts(failures, interruptions, next(rollbacks));
  }

  private static int next(int count) {
    return count == Integer.MAX_VALUE ? count : count + 1;
  }
}
