package io.executions.api;

/** There is no execution of that id: never created, or removed after its retention. */
public class ExecutionNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one for that id. */
  public ExecutionNotFoundException(long id) {
    super("There is no execution " + id);
  }
}
