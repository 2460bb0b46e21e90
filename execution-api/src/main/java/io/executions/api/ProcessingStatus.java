package io.executions.api;

import java.time.Duration;
import java.util.List;

/**
 * What the service is doing now, asked of the database.
 *
 * @param running how many executions run in the whole cluster
 * @param pending how many wait, counted up to 10,000
 * @param pendingCapped whether more wait than were counted
 * @param settings what holds for all nodes
 * @param pollInterval how often this node asks for work
 * @param initialized whether this node polls
 * @param version the version of this node's software
 * @param node the name of this node
 * @param nodes the nodes, those that live unless others were asked for
 * @param unhandledTypes the types that have pending executions, due or not, and no living node that
 *     handles them, by name; as of at most five seconds ago
 */
public record ProcessingStatus(
    long running,
    long pending,
    boolean pendingCapped,
    ClusterSettings settings,
    Duration pollInterval,
    boolean initialized,
    String version,
    String node,
    List<Node> nodes,
    List<String> unhandledTypes) {

  /** Copies the lists. */
  public ProcessingStatus {
    nodes = List.copyOf(nodes);
    unhandledTypes = List.copyOf(unhandledTypes);
  }
}
