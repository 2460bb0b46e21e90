package io.executions.api;

/**
 * A transaction that has not ended holds the unique key: whether there is an execution with it is
 * not known yet. Told after two seconds at most. The caller's transaction, if there is one, is
 * rolled back; try again.
 */
public class KeyBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one. */
  public KeyBusyException() {
    super("Another transaction holds this unique key and has not ended");
  }
}
