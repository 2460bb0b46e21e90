package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a transaction finds when it has entered the gate.
 *
 * @param now the database's time, in microseconds
 * @param turn the turn of the gate
 * @param listened whether moves are to be written down
 * @param deserted whether nobody has listened for long, although they are
 * @param room what the limit left; null where nothing may be claimed
 * @param wanted whether another node wanted slots
 * @param schedulesWait whether the time of some schedule waits for the end of an execution
 * @param queued whether somebody has set a queue
 * @param releasePlace how far the walk over blocked keys has come; null where there is none
 */
record GateEntry(
    long now,
    long turn,
    boolean listened,
    boolean deserted,
    Long room,
    boolean wanted,
    boolean schedulesWait,
    boolean queued,
    String releasePlace) {
  /**
   * A node that froze on its way here may have been declared dead, or told to drain, meanwhile:
   * then there is no room for it. The node is joined, since MariaDB takes twice as long for two
   * conditions with EXISTS.
   */
  static final String ENTERED =
      """
      SELECT {now}, g.turn, g.feed_since IS NOT NULL, g.feed_until < {now},
             CASE WHEN NOT g.paused AND n.id IS NOT NULL
                  THEN g.max_concurrent - (SELECT COUNT(*) FROM execution {work} WHERE holder > 0)
                  END,
             EXISTS (SELECT 1 FROM execution_want WHERE lapses_at > {now} AND node_id <> ?),
             EXISTS (SELECT 1 FROM execution_schedule WHERE waiting_at >= 1),
             g.queues > 0, g.release_place
        FROM execution_gate g LEFT JOIN execution_node n ON n.id = ? AND n.state = 'polling'
       WHERE g.id = 1
      """;

  static GateEntry of(Sql sql, long nodeId) throws SQLException {
    return sql.first(ENTERED, GateEntry::read, nodeId, nodeId)
        .orElseThrow(() -> new SQLException("The row of execution_gate is missing"));
  }

  private static GateEntry read(ResultSet row) throws SQLException {
    long free = row.getLong(5);
    Long room = row.wasNull() ? null : free;
    return new GateEntry(
        row.getLong(1),
        row.getLong(2),
        row.getBoolean(3),
        row.getBoolean(4),
        room,
        row.getBoolean(6),
        row.getBoolean(7),
        row.getBoolean(8),
        row.getString(9));
  }
}
