package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/** Nodes that are gone, or are to be declared so, and what they have left running. */
public final class DeathStatements {
  /** For one statement. Each of them has at least one orphan. */
  private static final int MOST_NODES = 1000;

  /** Asks for each node what it runs. A join would let PostgreSQL begin with all that runs. */
  static final String ORPHANED =
      """
      SELECT n.id FROM execution_node n
       WHERE n.state IN ('dead', 'stopped')
         AND (SELECT e.id FROM execution e {work} WHERE e.holder = n.id LIMIT 1) > 0
       ORDER BY n.id LIMIT ?
      """;

  /** Reads all of them along an index: there can be no more than run in the cluster. */
  static final String ORPHANS = "SELECT id FROM execution {work} WHERE holder IN ({ids})";

  private final Sql sql;

  DeathStatements(Sql sql) {
    this.sql = sql;
  }

  /**
   * Declares a node dead if its beat has not moved since it was seen.
   *
   * @return whether it is dead now by this declaration
   */
  public boolean declare(long nodeId, long beat) throws SQLException {
    return sql.update(
            """
            UPDATE execution_node SET state = 'dead'
             WHERE id = ? AND beat = ? AND state IN ('polling', 'draining')
            """,
            nodeId,
            beat)
        == 1;
  }

  /** Returns the executions that are running for nodes that are gone, in no order. */
  public List<Long> orphans() throws SQLException {
    List<Long> nodes = sql.list(ORPHANED, row -> row.getLong(1), MOST_NODES);
    return nodes.isEmpty()
        ? List.of()
        : sql.list(Sql.withIds(ORPHANS, nodes), row -> row.getLong(1), nodes.toArray());
  }
}
