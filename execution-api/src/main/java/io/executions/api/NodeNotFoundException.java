package io.executions.api;

/** There is no node of that id: never joined, or gone for more than a day. */
public class NodeNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one for that id. */
  public NodeNotFoundException(long id) {
    super("There is no node " + id);
  }
}
