package io.executions.store;

/**
 * A waiting execution whose time has come.
 *
 * @param id the execution
 * @param dueAt until when it waited, in microseconds since 1970
 */
public record Promotable(long id, long dueAt) {
  /** How many are looked for at once. */
  public static final int MOST = 1000;

  /** Before all of them. */
  public static final Promotable FIRST = new Promotable(Long.MIN_VALUE, Long.MIN_VALUE);
}
