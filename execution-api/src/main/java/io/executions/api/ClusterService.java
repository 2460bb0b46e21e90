package io.executions.api;

import java.util.List;

/**
 * Reads and changes what holds for all nodes, and steers a node. A part of {@link
 * ExecutionService}, and like it in all else.
 */
public interface ClusterService {
  /** Returns what holds for all nodes. */
  ClusterSettings getSettings();

  /**
   * Changes what holds for all nodes; what the change leaves out stays. Commits by itself.
   *
   * @return the settings after the change
   * @throws InvalidRequestException if a value is out of range
   */
  ClusterSettings changeSettings(SettingsChange change);

  /**
   * Does what {@link #changeSettings(SettingsChange)} does for somebody else.
   *
   * @param by who that is, for the log and the audit; no secret
   */
  ClusterSettings changeSettings(SettingsChange change, String by);

  /**
   * Tells a node to claim nothing more and to let its handlers finish; those that still run when
   * its grace (20 seconds by default) is over are told to stop, and their executions are given
   * back. Lasts until {@link #resumeNode(long)} or the end of the node. Asking again is harmless.
   * Commits by itself.
   *
   * @return the node, now {@code DRAINING}
   * @throws NodeNotFoundException if there is no such node
   * @throws NodeGoneException if it has stopped or is dead
   */
  Node drainNode(long id);

  /**
   * Does what {@link #drainNode(long)} does for somebody else.
   *
   * @param by who that is, for the log and the audit; no secret
   */
  Node drainNode(long id, String by);

  /**
   * Lets a node claim again. Asking again is harmless. Commits by itself.
   *
   * @return the node, now {@code POLLING}
   * @throws NodeNotFoundException if there is no such node
   * @throws NodeGoneException if it has stopped or is dead
   */
  Node resumeNode(long id);

  /**
   * Does what {@link #resumeNode(long)} does for somebody else.
   *
   * @param by who that is, for the log and the audit; no secret
   */
  Node resumeNode(long id, String by);

  /**
   * Asks a node to poll now, whatever its timer says: this one at once, another one at its next
   * beat. Commits by itself.
   *
   * @return the node
   * @throws NodeNotFoundException if there is no such node
   * @throws NodeGoneException if it has stopped or is dead
   */
  Node pollNode(long id);

  /** Returns the types that can be created now, by name. */
  List<ExecutionType> getTypes();
}
