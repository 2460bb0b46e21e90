package io.executions.store;

import io.executions.api.Bulk;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionSelection;
import io.executions.api.json.ExecutionFilterDocument;
import io.executions.database.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The row of a bulk.
 *
 * @param selection the filter, or none where the bulk has ids, which are read apart
 * @param place how far the walk has come; empty where there is nothing to walk any more
 * @param part how many parts are done
 * @param taken how many ids of the next part are done
 * @param parts how many parts there are
 * @param fence raised by each node that takes it over
 */
record BulkRow(
    long id,
    BulkVerb verb,
    BulkState state,
    ExecutionSelection selection,
    String by,
    long createdAt,
    Optional<Instant> finishedAt,
    Optional<BulkWalk.Place> place,
    int part,
    int taken,
    int parts,
    BulkCounts counts,
    long fence) {
  static final String COLUMNS =
      """
      id, verb, state, selection, asked_by, created_at, finished_at, place, part, taken, parts,
             matched, done, skipped, failed, error_message, fence
      """;

  static final String UNREADABLE = "What it is for cannot be read: ";

  static BulkRow read(ResultSet row) throws SQLException {
    return new BulkRow(
        row.getLong("id"),
        BulkVerb.fromString(row.getString("verb")),
        BulkState.fromJsonName(row.getString("state")),
        selection(row.getString("selection")),
        row.getString("asked_by"),
        row.getLong("created_at"),
        finishedAt(row),
        Optional.ofNullable(row.getString("place")).map(BulkWalk.Place::parse),
        row.getInt("part"),
        row.getInt("taken"),
        row.getInt("parts"),
        new BulkCounts(
            row.getLong("matched"),
            row.getLong("done"),
            row.getLong("skipped"),
            row.getLong("failed"),
            Optional.ofNullable(row.getString("error_message"))),
        row.getLong("fence"));
  }

  /**
   * Returns what people are shown of it. Where something of it cannot be read, that is left out,
   * and its error says so.
   */
  static BulkRow readLeniently(ResultSet row) throws SQLException {
    try {
      return read(row);
    } catch (RuntimeException e) {
      return new BulkRow(
          row.getLong("id"),
          BulkVerb.fromString(row.getString("verb")),
          BulkState.fromJsonName(row.getString("state")),
          ExecutionSelection.of(List.of()),
          row.getString("asked_by"),
          row.getLong("created_at"),
          finishedAt(row),
          Optional.empty(),
          0,
          0,
          0,
          new BulkCounts(
              row.getLong("matched"),
              row.getLong("done"),
              row.getLong("skipped"),
              row.getLong("failed"),
              Optional.of(BulkCounts.shortened(UNREADABLE + e.getMessage()))),
          row.getLong("fence"));
    }
  }

  private static ExecutionSelection selection(String filter) {
    return filter == null
        ? ExecutionSelection.of(List.of())
        : ExecutionSelection.of(
            ExecutionFilterDocument.read(JsonText.parse(filter).asJsonObject()));
  }

  private static Optional<Instant> finishedAt(ResultSet row) throws SQLException {
    long micros = row.getLong("finished_at");
    return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
  }

  /** Returns it as it is after a transaction. */
  BulkRow moved(
      BulkState next, long now, Optional<BulkWalk.Place> nextPlace, BulkCounts nextCounts) {
    return new BulkRow(
        id,
        verb,
        next,
        selection,
        by,
        createdAt,
        next == BulkState.RUNNING ? Optional.empty() : Optional.of(Micros.toInstant(now)),
        nextPlace,
        part,
        taken,
        parts,
        nextCounts,
        fence);
  }

  BulkScope scope() {
    return BulkScope.of(verb, selection, createdAt);
  }

  /**
   * Returns the bulk as everybody sees it.
   *
   * @param ids the ids that it was given, if they are to be shown
   */
  Bulk toBulk(List<Long> ids) {
    return new Bulk(
        id,
        verb,
        state,
        ids.isEmpty() ? selection : ExecutionSelection.of(ids),
        by,
        Micros.toInstant(createdAt),
        finishedAt,
        place.isEmpty() ? Optional.of(counts.matched()) : Optional.empty(),
        counts.done(),
        counts.skipped(),
        counts.failed(),
        counts.error());
  }
}
