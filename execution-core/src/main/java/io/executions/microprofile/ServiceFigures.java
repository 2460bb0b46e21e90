package io.executions.microprofile;

import io.executions.api.ExecutionService;
import io.executions.api.ExecutionStats;
import io.executions.api.Node;
import io.executions.api.ProcessingStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the service told of itself at one moment.
 *
 * @param stats how many executions there were
 * @param status what the cluster was doing
 */
record ServiceFigures(ExecutionStats stats, ProcessingStatus status) {

  static ServiceFigures of(ExecutionService service) {
    return new ServiceFigures(service.getExecutionStats(), service.getProcessingStatus());
  }

  /** Returns the nodes that have neither stopped nor died. */
  List<Node> nodes() {
    return status.nodes();
  }

  /** Returns this node, once it has joined the cluster. */
  Optional<Node> self() {
    return nodes().stream()
        .filter(node -> node.name().equals(status.node()))
        .max(Comparator.comparing(Node::id));
  }
}
