package io.executions.store;

import io.executions.api.ExecutionStatus;
import io.executions.api.PermanentFailureException;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The completion of a transactional handler, or its snooze: in the handler's own transaction, so
 * that its work and the status commit together.
 */
@ApplicationScoped
public class Completion {
  private static final String COMPLETE =
      """
      UPDATE execution
         SET status = 'completed', revision = revision + 1, output = ?, output_bytes = ?, error_message = NULL, finished_at = ?,
             node_id = NULL, overdue = FALSE
       WHERE id = ? AND attempt = ? AND status = 'running' AND node_id = ?
      """;

  private static final String SNOOZE =
      """
      UPDATE execution
         SET status = 'pending', revision = revision + 1, claim_rank = %d, run_at = ?, output = NULL, output_bytes = NULL,
             error_message = NULL, node_id = NULL, overdue = FALSE
       WHERE id = ? AND attempt = ? AND status = 'running' AND node_id = ? AND cancel_requested = FALSE
      """
          .formatted(ClaimRank.WAITING.code());

  private static final String NOW =
      """
      SELECT {now} AS now_at, node, started_at, {dueSince} AS due_since FROM execution WHERE id = ?
      """
          .replace("{dueSince}", RunningRow.DUE_SINCE);

  private final Transaction transaction;

  /** For the proxy only. */
  protected Completion() {
    this(null);
  }

  @Inject
  Completion(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Completes the attempt if it still holds.
   *
   * @return the move, if it held; if not, roll back
   * @throws PermanentFailureException if the database cannot take the output
   */
  public Optional<Move> complete(ClaimedExecution claimed, long nodeId, String output)
      throws PermanentFailureException {
    Text text = Text.of(output);
    Packet packet = transaction.sql(sql -> Packet.forTexts(sql, Collections.singleton(text)));
    if (!packet.takes(text)) {
      throw new PermanentFailureException(packet.refusal("output", text));
    }
    return transaction.sql(sql -> complete(sql, claimed, nodeId, text));
  }

  private static Optional<Move> complete(
      Sql sql, ClaimedExecution claimed, long nodeId, Text output) throws SQLException {
    String value = output == null ? null : output.value();
    Long bytes = output == null ? null : output.bytes();
    Optional<Move> move =
        sql.first(NOW, row -> move(row, claimed, ExecutionStatus.COMPLETED), claimed.id());
    if (move.isEmpty()
        || sql.update(
                COMPLETE,
                value,
                bytes,
                Micros.of(move.get().at()),
                claimed.id(),
                claimed.attempt(),
                nodeId)
            != 1) {
      return Optional.empty();
    }
    new RecordedMoves(sql, Packet.SMALL).addOutside(List.of(move.get()), move.get().by());
    return move;
  }

  /**
   * Makes the execution of the attempt pending again until so much later, if it still holds and
   * nobody has asked to cancel it.
   *
   * @return the move, if it did; if not, roll back
   */
  public Optional<Move> snooze(ClaimedExecution claimed, long nodeId, Duration delay) {
    return transaction.sql(sql -> snooze(sql, claimed, nodeId, delay));
  }

  private static Optional<Move> snooze(
      Sql sql, ClaimedExecution claimed, long nodeId, Duration delay) throws SQLException {
    long[] startedAt = new long[1];
    Optional<Move> move =
        sql.first(
            NOW,
            row -> {
              startedAt[0] = row.getLong("started_at");
              return move(row, claimed, ExecutionStatus.PENDING);
            },
            claimed.id());
    if (move.isEmpty()) {
      return move;
    }
    long now = Micros.of(move.get().at());
    long dueAt = now + delay.toNanos() / 1000;
    if (sql.update(SNOOZE, dueAt, claimed.id(), claimed.attempt(), nodeId) != 1) {
      return Optional.empty();
    }
    new SnoozedAttempts(sql)
        .add(claimed.id(), claimed.attempt(), move.get().by(), startedAt[0], now);
    new RecordedMoves(sql, Packet.SMALL).addOutside(List.of(move.get()), move.get().by());
    return move;
  }

  private static Move move(ResultSet row, ClaimedExecution claimed, ExecutionStatus to)
      throws SQLException {
    String node = Objects.requireNonNullElse(row.getString("node"), "unknown");
    long now = row.getLong("now_at");
    return new Move(
        claimed.id(),
        claimed.type(),
        claimed.lane().queue(),
        claimed.revision() + 1,
        ExecutionStatus.RUNNING,
        to,
        claimed.attempt(),
        Optional.of(node),
        node,
        Optional.empty(),
        Micros.toInstant(now),
        Optional.of(RunTimes.between(row.getLong("due_since"), row.getLong("started_at"), now)));
  }
}
