package io.executions.store;

import io.executions.api.Node;
import io.executions.api.NodeGoneException;
import io.executions.api.NodeNotFoundException;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

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
    return inGate(nodeId, DRAIN);
  }

  /** Lets a node claim again. */
  public Node resume(long nodeId) {
    return inGate(nodeId, RESUME);
  }

  /** Asks a node to poll at its next beat. */
  public Node poll(long nodeId) {
    transaction.inOwnTransaction(sql -> sql.update(POLL, nodeId));
    return living(nodeId);
  }

  /**
   * Behind the gate, so that no claim of that node is on its way meanwhile; the answer is read when
   * nobody waits for the gate any more.
   */
  private Node inGate(long nodeId, String statement) {
    transaction.inGate(sql -> sql.update(statement, nodeId));
    return living(nodeId);
  }

  /** Apart, since the caller's own transaction may see what was before. */
  private Node living(long nodeId) {
    Node node =
        transaction
            .inOwnTransaction(sql -> NodeQuery.find(sql, nodeId))
            .orElseThrow(() -> new NodeNotFoundException(nodeId));
    if (!node.state().isLiving()) {
      throw new NodeGoneException(nodeId, node.state());
    }
    return node;
  }
}
