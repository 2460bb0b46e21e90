package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Executions that are cancelled unless they have started by a time. Each has a row of its own that
 * stays until then, whatever becomes of the execution meanwhile: so a claim costs nothing here, and
 * what is not to be cancelled any more is found out only when its time has come.
 *
 * @param sql the transaction
 * @param now the database's time, in microseconds
 */
public record Expiry(Sql sql, long now) {
  /** So many rows are looked at by one transaction. */
  public static final int MOST = 100;

  private static final String CANCELLED = "Expired";

  private static final String INSERT =
      "INSERT INTO execution_expiry (expires_at, id) VALUES {rows}";

  private static final String ADD = "INSERT INTO execution_expiry (expires_at, id) VALUES (?, ?)";

  private static final String REACHED =
      """
      SELECT x.expires_at, x.id,
             CASE WHEN e.status = 'pending' AND e.attempt = 0 AND e.expires_at = x.expires_at
                  THEN 1 ELSE 0 END
        FROM execution_expiry x LEFT JOIN execution e ON e.id = x.id
       WHERE x.expires_at <= ? ORDER BY x.expires_at, x.id LIMIT ?
      """;

  private static final String FORGET =
      "DELETE FROM execution_expiry WHERE expires_at = ? AND id = ?";

  private static final String LOCK =
      """
      SELECT id, type, revision, node, claim_rank, queue, concurrency_key FROM execution
       WHERE id IN ({ids}) AND status = 'pending' AND attempt = 0 AND expires_at <= ?
       ORDER BY id FOR UPDATE SKIP LOCKED
      """;

  private static final String CANCEL =
      """
      UPDATE execution
         SET status = 'cancelled', revision = revision + 1, claim_rank = NULL, error_message = ?,
             finished_at = ?
       WHERE id IN ({ids})
      """;

  /**
   * A row whose time has come.
   *
   * @param holds whether its execution has not started, and expires then
   */
  public record Row(long expiresAt, long id, boolean holds) {}

  /** Adds the rows of executions that were just created. */
  static void add(Sql sql, List<CreationStatements.Row> created) throws SQLException {
    List<Object[]> rows =
        created.stream()
            .filter(row -> row.execution().expiresAt() != null)
            .map(row -> new Object[] {Micros.of(row.execution().expiresAt()), row.id()})
            .toList();
    sql.insert(INSERT, rows, Packet.SMALL);
  }

  /** Adds the row of an execution that is changed; the one that it had before stays. */
  static void add(Sql sql, long id, long expiresAt) throws SQLException {
    sql.updateUnlessTaken(ADD, expiresAt, id);
  }

  /** Returns the first rows whose time has come. */
  public List<Row> reached() throws SQLException {
    return sql.list(
        REACHED, row -> new Row(row.getLong(1), row.getLong(2), row.getInt(3) == 1), now, MOST);
  }

  /** Removes rows. */
  public void forget(List<Row> rows) throws SQLException {
    sql.batch(FORGET, rows.stream().map(row -> new Object[] {row.expiresAt(), row.id()}).toList());
  }

  /** Cancels executions that nobody else has locked, in the name of a node; returns their moves. */
  List<Move> cancel(List<Long> ids, String by) throws SQLException {
    List<Object> parameters = new ArrayList<>(Sql.padded(ids));
    String lock = Sql.withIds(LOCK, parameters);
    parameters.add(now);
    List<Lane> left = new ArrayList<>();
    List<Move> moves =
        sql.list(
            lock,
            row -> {
              if (row.getInt("claim_rank") < ClaimRank.WAITING.code()) {
                left.add(Lane.read(row));
              }
              return move(row, by);
            },
            parameters.toArray());
    if (!moves.isEmpty()) {
      List<Long> locked = Sql.padded(moves.stream().map(Move::id).toList());
      List<Object> values = new ArrayList<>(List.of(CANCELLED, now));
      values.addAll(locked);
      sql.update(Sql.withIds(CANCEL, locked), values.toArray());
      new BlockedKeys(sql).freeFor(left);
    }
    return moves;
  }

  private Move move(ResultSet row, String by) throws SQLException {
    return new Move(
        row.getLong("id"),
        row.getString("type"),
        row.getString("queue"),
        row.getInt("revision") + 1,
        ExecutionStatus.PENDING,
        ExecutionStatus.CANCELLED,
        0,
        Optional.ofNullable(row.getString("node")),
        by,
        Optional.of(CANCELLED),
        Micros.toInstant(now),
        Optional.empty());
  }
}
