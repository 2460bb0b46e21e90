package io.executions.store;

/**
 * How long a run that has ended took.
 *
 * @param waited from when the execution was due, for the last time, until it was claimed, in
 *     microseconds
 * @param ran from then until its end was recorded, in microseconds
 */
public record RunTimes(long waited, long ran) {
  /** Returns those of a run by these times, in microseconds since 1970. */
  static RunTimes between(long dueAt, long startedAt, long endedAt) {
    return new RunTimes(Math.max(0, startedAt - dueAt), Math.max(0, endedAt - startedAt));
  }
}
