package io.executions.api;

/** The execution is not as its change expected it; nothing was done. */
public class RevisionChangedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int revision;

  /**
   * Makes one.
   *
   * @param id the execution
   * @param revision its revision now
   */
  public RevisionChangedException(long id, int revision) {
    super("Execution %d has revision %d now".formatted(id, revision));
    this.revision = revision;
  }

  /** Returns the revision that the execution has now. */
  public int revision() {
    return revision;
  }
}
