package io.executions.api;

/** A queue cannot be removed: it is the default one, or something unfinished is in it. */
public class QueueInUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private QueueInUseException(String message) {
    super(message);
  }

  /** Returns one for a queue that has unfinished executions. */
  public static QueueInUseException unfinished(String name) {
    return new QueueInUseException(
        "The queue %s cannot be deleted: unfinished executions are in it".formatted(name));
  }

  /** Returns one for the default queue. */
  public static QueueInUseException ofDefault() {
    return new QueueInUseException("The queue default cannot be deleted");
  }
}
