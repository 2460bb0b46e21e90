package io.executions.store;

import io.executions.api.Node;
import io.executions.api.NodeGoneException;
import io.executions.api.NodeNotFoundException;
import io.executions.api.NodeState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** What people ask of a node, through whichever node they reach. Each commits by itself. */
@ApplicationScoped
public class NodeRequests {
  private static final String DRAIN =
      "UPDATE execution_node SET state = 'draining' WHERE id = ? AND state = 'polling'";

  private static final String RESUME =
      "UPDATE execution_node SET state = 'polling' WHERE id = ? AND state = 'draining'";

  private static final String POLL =
      """
      UPDATE execution_node SET polls_asked = polls_asked + 1
       WHERE id = ? AND state IN ('polling', 'draining')
      """;

  private final Transaction transaction;

  /** For the proxy only. */
  protected NodeRequests() {
    this(null);
  }

  @Inject
  NodeRequests(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Tells a node to claim nothing more; when this returns, it claims nothing more. */
  public Node drain(long nodeId) {
    return ask(nodeId, DRAIN);
  }

  /** Lets a node claim again. */
  public Node resume(long nodeId) {
    return ask(nodeId, RESUME);
  }

  /** Asks a node to poll at its next beat. */
  public Node poll(long nodeId) {
    return ask(nodeId, POLL);
  }

  /** Behind the gate, so that no claim of that node is on its way meanwhile. */
  private Node ask(long nodeId, String statement) {
    return transaction.apart(
        sql -> {
          Gate.enter(sql);
          sql.update(statement, nodeId);
          return living(sql, nodeId);
        });
  }

  private static Node living(Sql sql, long nodeId) throws SQLException {
    Node node =
        Cluster.nodes(sql).stream()
            .filter(each -> each.id() == nodeId)
            .findFirst()
            .orElseThrow(() -> new NodeNotFoundException(nodeId));
    if (node.state() == NodeState.STOPPED || node.state() == NodeState.DEAD) {
      throw new NodeGoneException(nodeId, node.state());
    }
    return node;
  }
}
