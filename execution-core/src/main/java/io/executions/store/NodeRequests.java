package io.executions.store;

import io.executions.api.Node;
import io.executions.api.NodeGoneException;
import io.executions.api.NodeNotFoundException;
import io.executions.api.NodeState;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/** What people ask of a node; any node takes the request. Each commits by itself. */
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
  private final Audit audit;

  /** For the proxy only. */
  protected NodeRequests() {
    this(null, null);
  }

  @Inject
  NodeRequests(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  /** Tells a node to claim nothing more; when this returns, it claims nothing more. */
  public Node drain(long nodeId) {
    return inGate(nodeId, DRAIN, "drainNode", NodeState.POLLING, NodeState.DRAINING);
  }

  /** Lets a node claim again. */
  public Node resume(long nodeId) {
    return inGate(nodeId, RESUME, "resumeNode", NodeState.DRAINING, NodeState.POLLING);
  }

  /** Asks a node to poll at its next beat. */
  public Node poll(long nodeId) {
    transaction.inOwnTransaction(
        sql -> {
          int asked = sql.update(POLL, nodeId);
          if (asked > 0) {
            audit.add(sql, "pollNode", "node", nodeId);
          }
          return asked;
        });
    return living(nodeId);
  }

  /**
   * Behind the gate, so that no claim of that node is on its way meanwhile; the answer is read when
   * nobody waits for the gate any more.
   */
  private Node inGate(
      long nodeId, String statement, String action, NodeState before, NodeState after) {
    transaction.inGate(
        sql -> {
          int changed = sql.update(statement, nodeId);
          if (changed > 0) {
            audit.add(sql, action, "node", nodeId, state(before), state(after));
          }
          return changed;
        });
    return living(nodeId);
  }

  private static JsonObject state(NodeState state) {
    return Json.createObjectBuilder().add("state", state.jsonName()).build();
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
