package io.executions.api.client;

import io.executions.api.Node;
import java.time.Duration;
import java.util.List;

/**
 * What the cluster is doing.
 *
 * @param running how many executions run in the whole cluster
 * @param pending how many wait, counted up to 10,000
 * @param pendingCapped whether more wait than were counted
 * @param maxConcurrentExecutions how many may run at the same time in the whole cluster
 * @param paused whether claims stop
 * @param pollInterval how often the node that was asked polls
 * @param initialized whether the node that was asked polls
 * @param version the version of its software
 * @param node its name
 * @param nodes all nodes
 * @param unhandledTypes the types that have pending executions, due or not, and no living node that
 *     handles them, by name; as of at most five seconds ago
 */
public record ServiceStatus(
    long running,
    long pending,
    boolean pendingCapped,
    int maxConcurrentExecutions,
    boolean paused,
    Duration pollInterval,
    boolean initialized,
    String version,
    String node,
    List<Node> nodes,
    List<String> unhandledTypes) {

  /** Copies the lists. */
  public ServiceStatus {
    nodes = List.copyOf(nodes);
    unhandledTypes = List.copyOf(unhandledTypes);
  }
}
