package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What nodes want that find work and idle workers but no slot. It is read and written behind the
 * gate, and lapses by itself, so nothing is kept for a node that is silent. Each node writes a row
 * of its own. That is not the row of its beats, since these wait for nobody.
 */
public final class Wants {
  /** How long a want stands if it is not said again, by the database's time. */
  static final Duration LAPSE = Duration.ofMillis(250);

  /** A want that would stand for longer was written before the database's clock was set back. */
  private static final String LIVING =
      """
      SELECT w.node_id, (SELECT COUNT(*) FROM execution {work} WHERE holder = w.node_id), w.slots, w.since
        FROM execution_want w WHERE w.lapses_at > ? AND w.lapses_at <= ? AND w.node_id <> ?
      """;

  private static final String MOST =
      """
      SELECT COUNT(*) FROM execution {work} WHERE holder > 0 AND holder <> ?
       GROUP BY holder ORDER BY 1 DESC LIMIT 1
      """;

  private final Sql sql;
  private final long now;

  Wants(Sql sql, long now) {
    this.sql = sql;
    this.now = now;
  }

  /** Returns what all nodes but that one want. */
  public List<Want> ofOthers(long nodeId) throws SQLException {
    return sql.list(LIVING, Wants::read, now, lapsesAt(), nodeId);
  }

  /** Returns how many executions run on that other node that runs the most. */
  public int mostElsewhere(long nodeId) throws SQLException {
    return sql.first(MOST, row -> row.getInt(1), nodeId).orElse(0);
  }

  /** Says what a node wants, for a while. */
  public void say(long nodeId, int slots, long since) throws SQLException {
    int said =
        sql.update(
            "UPDATE execution_want SET slots = ?, since = ?, lapses_at = ? WHERE node_id = ?",
            slots,
            since,
            lapsesAt(),
            nodeId);
    if (said == 0) {
      sql.update(
          "INSERT INTO execution_want (node_id, slots, since, lapses_at) VALUES (?, ?, ?, ?)",
          nodeId,
          slots,
          since,
          lapsesAt());
    }
  }

  /** Says that a node wants nothing more. */
  public void takeBack(long nodeId) throws SQLException {
    sql.update("UPDATE execution_want SET lapses_at = 0 WHERE node_id = ?", nodeId);
  }

  private long lapsesAt() {
    return now + LAPSE.toNanos() / 1000;
  }

  private static Want read(ResultSet row) throws SQLException {
    return new Want(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4));
  }
}
