package io.executions.api;

/** There is no bulk of that id: never created, or removed 30 days after its end. */
public class BulkNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one for that id. */
  public BulkNotFoundException(long id) {
    super("There is no bulk " + id);
  }
}
