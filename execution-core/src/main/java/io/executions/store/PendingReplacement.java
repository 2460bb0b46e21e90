package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.port.Caller;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Gives a pending execution the input, priority, due time and expiry of a creation with its unique
 * key.
 */
record PendingReplacement(Sql sql) {
  private static final String REPLACE =
      """
      UPDATE execution
         SET revision = revision + 1, claim_rank = ?, run_at = ?, priority = ?, input = ?,
             input_bytes = ?, expires_at = ?
       WHERE id = ?
      """;

  /**
   * Does so.
   *
   * @return its move; empty where it runs, or has ended and has its key for a time
   * @throws UniqueKeys.GoneException if it has ended, so that its key is free
   */
  Optional<Move> replace(UniqueKeys.Holder holder, NewExecution by, Text input)
      throws SQLException {
    long id = holder.id();
    Optional<PendingRow> row = sql.lockFirst(PendingRow.LOCK, PendingRow::read, id);
    if (row.isEmpty() || row.get().status().isFinal() && !holder.forTime()) {
      throw new UniqueKeys.GoneException();
    }
    if (row.get().status() != ExecutionStatus.PENDING) {
      return Optional.empty();
    }
    // After the lock was taken, which may have been waited for.
    long now = sql.number("SELECT {now}");
    long runAt = by.runAt() == null ? now : Micros.of(by.runAt());
    sql.update(
        REPLACE,
        row.get().rankAt(runAt, now),
        runAt,
        by.priority(),
        input.value(),
        input.bytes(),
        Micros.of(by.expiresAt()),
        id);
    row.get().freeItsPlace(sql);
    if (by.expiresAt() != null) {
      Expiry.add(sql, id, Micros.of(by.expiresAt()));
    }
    String name = Caller.current().name();
    Move move = row.get().changed(name, now);
    new RecordedMoves(sql, Packet.SMALL).addOutside(List.of(move), name);
    return Optional.of(move);
  }
}
