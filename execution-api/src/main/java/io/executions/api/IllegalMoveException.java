package io.executions.api;

/** The execution is in a status from which it cannot be moved as asked; nothing was done. */
public class IllegalMoveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExecutionStatus status;

  /**
   * Makes one.
   *
   * @param id the execution
   * @param status where it stands
   * @param move what was asked, as a participle: {@code cancelled}, {@code retried}
   */
  public IllegalMoveException(long id, ExecutionStatus status, String move) {
    super("Execution %d is %s and cannot be %s".formatted(id, status.jsonName(), move));
    this.status = status;
  }

  /** Returns the status that did not allow the move. */
  public ExecutionStatus status() {
    return status;
  }
}
