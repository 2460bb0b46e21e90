package io.executions.api;

/** There is no such queue: nobody has set it, and nothing unfinished is in it. */
public class QueueNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says which. */
  public QueueNotFoundException(String name) {
    super("There is no queue " + name);
  }
}
