package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The moves that people ask for, of one execution or of many, whose rows the transaction has
 * locked: each kind by one statement for all of them, and each change of a status recorded.
 *
 * @param by who wants that, as moves tell it
 * @param name the name that the rows keep
 */
record PersonMoves(Sql sql, String by, String name) {
  /** What is read of a row when it is locked. */
  static final String COLUMNS =
      "id, type, status, revision, attempt, node, cancel_requested, claim_rank, queue, concurrency_key,"
          + " unique_key";

  private static final String CANCELLED = "Cancelled while it was pending";

  private static final String CANCEL =
      """
      UPDATE execution
         SET status = 'cancelled', revision = revision + 1, claim_rank = NULL, error_message = ?,
             finished_at = ?, cancelled_by = ?
       WHERE id IN ({ids}) AND status = 'pending'
      """;

  private static final String ASK_TO_CANCEL =
      """
      UPDATE execution SET cancel_requested = TRUE, cancelled_by = ?
       WHERE id IN ({ids}) AND status = 'running'
      """;

  private static final String RETRY =
      """
      UPDATE execution
         SET status = 'pending', revision = revision + 1, claim_rank = ?, run_at = ?, failures = 0,
             interruptions = 0, rollbacks = 0, output = NULL, output_bytes = NULL,
             error_message = NULL, finished_at = NULL, cancel_requested = FALSE,
             cancelled_by = NULL, retried_by = ?, expires_at = NULL, turn_key = ''
       WHERE id IN ({ids}) AND status IN ('failed', 'cancelled')
      """;

  /** The locked row of one execution. */
  record Row(
      long id,
      String type,
      ExecutionStatus status,
      int revision,
      int attempt,
      Optional<String> node,
      boolean cancelRequested,
      boolean due,
      Lane lane,
      Optional<String> uniqueKey) {
    static Row read(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("id"),
          row.getString("type"),
          ExecutionStatus.fromJsonName(row.getString("status")).orElseThrow(),
          row.getInt("revision"),
          row.getInt("attempt"),
          Optional.ofNullable(row.getString("node")),
          row.getBoolean("cancel_requested"),
          isDue(row),
          Lane.read(row),
          Optional.ofNullable(row.getString("unique_key")));
    }

    /** Returns whether it stands in the line: neither waits for its time nor for its key. */
    private static boolean isDue(ResultSet row) throws SQLException {
      int rank = row.getInt("claim_rank");
      return !row.wasNull() && rank < ClaimRank.WAITING.code();
    }

    /** Returns what the audit tells of it. */
    JsonObject told() {
      return told(status, cancelRequested);
    }

    /** Returns what the audit tells of it once it is cancelled, or was told to stop. */
    JsonObject toldCancelled() {
      return status == ExecutionStatus.RUNNING
          ? told(status, true)
          : told(ExecutionStatus.CANCELLED, cancelRequested);
    }

    /** Returns what the audit tells of it once it is pending again. */
    JsonObject toldRetried() {
      return told(ExecutionStatus.PENDING, false);
    }

    private static JsonObject told(ExecutionStatus status, boolean cancelRequested) {
      return Json.createObjectBuilder()
          .add("status", status.jsonName())
          .add("cancelRequested", cancelRequested)
          .build();
    }

    /** Returns whether a cancel would change it. */
    boolean isToBeCancelled() {
      return status == ExecutionStatus.PENDING
          || (status == ExecutionStatus.RUNNING && !cancelRequested);
    }

    /** Returns whether a person may have it tried again. */
    boolean isToBeRetried() {
      return status == ExecutionStatus.FAILED || status == ExecutionStatus.CANCELLED;
    }
  }

  /**
   * Cancels those that are pending, and asks for it where they run.
   *
   * @param rows those that {@linkplain Row#isToBeCancelled are to be cancelled}
   */
  List<Move> cancel(Collection<Row> rows) throws SQLException {
    List<Row> pending = with(ExecutionStatus.PENDING, rows);
    change(ASK_TO_CANCEL, with(ExecutionStatus.RUNNING, rows), name);
    long now = now();
    change(CANCEL, pending, CANCELLED, now, name);
    new BlockedKeys(sql).freeFor(pending.stream().filter(Row::due).map(Row::lane).toList());
    return recorded(pending, ExecutionStatus.CANCELLED, Optional.of(CANCELLED), now);
  }

  /**
   * Makes executions pending again, with a fresh budget and without their old end.
   *
   * @param rows those that {@linkplain Row#isToBeRetried are to be tried again}
   */
  List<Move> retry(Collection<Row> rows) throws SQLException {
    long now = now();
    change(RETRY, rows, ClaimRank.DUE.code(), now, name);
    return recorded(rows, ExecutionStatus.PENDING, Optional.empty(), now);
  }

  /**
   * Takes the unique keys of those that are to be tried again.
   *
   * @return who has the key of each that cannot be tried again, by its id
   */
  Map<Long, Long> takeKeys(Collection<Row> rows) throws SQLException {
    UniqueKeys keys = new UniqueKeys(sql, Optional.empty());
    Map<UniqueKeys.Name, Row> named = new TreeMap<>();
    Map<Long, Long> held = new HashMap<>();
    for (Row row : rows) {
      if (row.uniqueKey().isPresent()) {
        Row other = named.putIfAbsent(new UniqueKeys.Name(row.type(), row.uniqueKey().get()), row);
        if (other != null) {
          held.put(row.id(), other.id());
        }
      }
    }
    for (Map.Entry<UniqueKeys.Name, Row> each : named.entrySet()) {
      long id = each.getValue().id();
      keys.takeAgain(each.getKey(), id).ifPresent(holder -> held.put(id, holder.id()));
    }
    return held;
  }

  private List<Move> recorded(
      Collection<Row> rows, ExecutionStatus to, Optional<String> why, long now)
      throws SQLException {
    List<Move> moves =
        rows.stream()
            .map(
                row ->
                    new Move(
                        row.id(),
                        row.type(),
                        row.lane().queue(),
                        row.revision() + 1,
                        row.status(),
                        to,
                        row.attempt(),
                        row.node(),
                        by,
                        why,
                        Micros.toInstant(now),
                        Optional.empty()))
            .toList();
    new RecordedMoves(sql, Packet.SMALL).addOutside(moves, name);
    return moves;
  }

  /** After the locks were taken, which may have been waited for. */
  private long now() throws SQLException {
    return sql.number("SELECT {now}");
  }

  private void change(String statement, Collection<Row> rows, Object... values)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<Long> ids = Sql.padded(rows.stream().map(Row::id).toList());
    List<Object> parameters = new ArrayList<>(List.of(values));
    parameters.addAll(ids);
    int changed = sql.update(Sql.withIds(statement, ids), parameters.toArray());
    if (changed != rows.size()) {
      throw new SQLTransactionRollbackException(
          "An execution that was locked has changed", "40001");
    }
  }

  private static List<Row> with(ExecutionStatus status, Collection<Row> rows) {
    return rows.stream().filter(row -> row.status() == status).toList();
  }
}
