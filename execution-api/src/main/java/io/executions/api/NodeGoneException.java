package io.executions.api;

/** The node has stopped or is dead, so it can do nothing any more; nothing was done. */
public class NodeGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param id the node
   * @param state {@code STOPPED} or {@code DEAD}
   */
  public NodeGoneException(long id, NodeState state) {
    super("Node %d is %s".formatted(id, state.jsonName()));
  }
}
