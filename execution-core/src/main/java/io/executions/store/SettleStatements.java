package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Writes how runs ended: the executions, the attempts that did not complete, and the totals. */
record SettleStatements(Sql sql, Packet packet, long now) {
  /** The delay decides the due time, which decides the place: both by the database's clock. */
  private static final String SETTLE =
      """
      UPDATE execution
         SET status = ?, line = ?, run_at = COALESCE(?, run_at), failures = ?, interruptions = ?,
             rollbacks = ?, output = ?, output_bytes = ?, error_message = ?, finished_at = ?, node_id = NULL,
             cancel_requested = CASE WHEN ? = 'pending' THEN FALSE ELSE cancel_requested END,
             overdue = FALSE
       WHERE id = ? AND attempt = ? AND status = 'running' AND node_id = ?
      """;

  private static final String KEEP_ATTEMPT =
      """
      INSERT INTO execution_attempt
             (execution_id, attempt, node, started_at, finished_at, outcome, error_message,
              error_detail, output)
      VALUES {rows}
      """;

  void write(List<Settlement> settlements) throws SQLException {
    int[] changed = sql.batch(SETTLE, settlements.stream().map(this::execution).toList());
    List<Settlement> held =
        IntStream.range(0, changed.length)
            .filter(i -> changed[i] != 0)
            .mapToObj(settlements::get)
            .toList();
    sql.insert(
        KEEP_ATTEMPT,
        held.stream()
            .filter(settlement -> settlement.outcome() != null)
            .filter(settlement -> settlement.outcome() != AttemptOutcome.COMPLETED)
            .map(this::attempt)
            .toList(),
        packet);
    new Totals(sql).add(held);
  }

  private Object[] execution(Settlement settlement) {
    RunningRow row = settlement.row();
    ExecutionStatus next = settlement.next();
    Text output = next == ExecutionStatus.COMPLETED ? settlement.output() : null;
    return new Object[] {
      next.jsonName(),
      settlement.place() == null ? null : settlement.place().code(),
      settlement.delay() == null ? null : now + settlement.delay().toNanos() / 1000,
      settlement.tally().failures(),
      settlement.tally().interruptions(),
      settlement.tally().rollbacks(),
      output == null ? null : output.value(),
      output == null ? null : output.bytes(),
      settlement.errorMessage(),
      next.isFinal() ? now : null,
      next.jsonName(),
      row.id(),
      row.attempt(),
      row.nodeId()
    };
  }

  private Object[] attempt(Settlement settlement) {
    RunningRow row = settlement.row();
    return new Object[] {
      row.id(),
      row.attempt(),
      row.node(),
      row.startedAt(),
      now,
      settlement.outcome().jsonName(),
      settlement.errorMessage(),
      settlement.errorDetail(),
      settlement.output() == null ? null : settlement.output().value()
    };
  }
}
