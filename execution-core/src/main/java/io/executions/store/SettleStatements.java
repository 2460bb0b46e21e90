package io.executions.store;

import io.executions.api.AttemptOutcome;
import io.executions.api.ExecutionStatus;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Text;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes how runs ended: the executions, those that end alike by one statement; and the attempts
 * that did not complete.
 */
record SettleStatements(Sql sql, Packet packet, long now) {
  /** The delay decides the due time, which decides the rank: both by the database's clock. */
  private static final String SETTLE =
      """
      UPDATE execution
         SET status = ?, revision = revision + 1, claim_rank = ?, run_at = COALESCE(?, run_at), recovered_at = COALESCE(?, recovered_at), failures = ?, interruptions = ?,
             rollbacks = ?, error_message = ?, finished_at = ?, node_id = NULL,
             cancel_requested = CASE WHEN ? = 'pending' THEN FALSE ELSE cancel_requested END,
             overdue = FALSE, output = {outputs}, output_bytes = {sizes}
       WHERE id IN ({ids}) AND attempt = ? AND status = 'running' AND node_id = ?
      """;

  private static final String KEEP_ATTEMPT =
      """
      INSERT INTO execution_attempt
             (execution_id, attempt, node, started_at, finished_at, outcome, error_message,
              error_detail, output)
      VALUES {rows}
      """;

  /** What is the same for executions that end alike. */
  private record Alike(
      long nodeId,
      int attempt,
      ExecutionStatus next,
      ClaimRank rank,
      Long runAt,
      AttemptCounts counts,
      String errorMessage,
      boolean hasOutput) {
    /** Not the record itself, as {@link io.executions.settings.Secret#equals} tells. */
    List<Object> key() {
      return Arrays.asList(
          nodeId,
          attempt,
          next,
          rank,
          runAt,
          counts.failures(),
          counts.interruptions(),
          counts.rollbacks(),
          errorMessage,
          hasOutput);
    }
  }

  /** Returns those that held, and run no longer. */
  List<Settlement> write(List<Settlement> settlements) throws SQLException {
    Map<List<Object>, List<Settlement>> groups = new LinkedHashMap<>();
    for (Settlement settlement : settlements) {
      groups.computeIfAbsent(alike(settlement).key(), key -> new ArrayList<>()).add(settlement);
    }
    List<Settlement> held = new ArrayList<>();
    for (List<Settlement> group : groups.values()) {
      for (List<Settlement> some : Sql.chunks(group, SettleStatements::bytes, packet)) {
        if (settle(alike(group.get(0)), some)) {
          held.addAll(some);
        }
      }
    }
    sql.insert(
        KEEP_ATTEMPT,
        held.stream()
            .filter(settlement -> settlement.outcome() != null)
            .filter(settlement -> settlement.outcome() != AttemptOutcome.COMPLETED)
            .map(this::attempt)
            .toList(),
        packet);
    new SnoozedAttempts(sql).removeOlder(held);
    return held;
  }

  private Alike alike(Settlement settlement) {
    return new Alike(
        settlement.row().nodeId(),
        settlement.row().attempt(),
        settlement.next(),
        settlement.rank(),
        settlement.delay() == null ? null : now + settlement.delay().toNanos() / 1000,
        settlement.counts(),
        settlement.errorMessage(),
        output(settlement) != null);
  }

  /**
   * Returns whether they still held. A single one that does not hold is left as it is. Several were
   * locked just before; if one of them does not hold, the count does not tell which one, and the
   * transaction starts again.
   */
  private boolean settle(Alike alike, List<Settlement> some) throws SQLException {
    List<Object> parameters = new ArrayList<>();
    Collections.addAll(
        parameters,
        alike.next().jsonName(),
        alike.rank() == null ? null : alike.rank().code(),
        alike.runAt(),
        alike.rank() == ClaimRank.RECOVERED ? now : null,
        alike.counts().failures(),
        alike.counts().interruptions(),
        alike.counts().rollbacks(),
        alike.errorMessage(),
        alike.next().isFinal() ? now : null,
        alike.next().jsonName());
    List<Long> ids = Sql.padded(some.stream().map(each -> each.row().id()).toList());
    String outputs = "NULL";
    String sizes = "NULL";
    if (alike.hasOutput()) {
      outputs = sizes = "CASE id%s END".formatted(" WHEN ? THEN ?".repeat(ids.size()));
      List<Object> noMore = Collections.nCopies(2 * (ids.size() - some.size()), null);
      some.forEach(each -> Collections.addAll(parameters, each.row().id(), output(each).value()));
      parameters.addAll(noMore);
      some.forEach(each -> Collections.addAll(parameters, each.row().id(), output(each).bytes()));
      parameters.addAll(noMore);
    }
    parameters.addAll(ids);
    Collections.addAll(parameters, alike.attempt(), alike.nodeId());
    int changed =
        sql.update(
            Sql.withIds(SETTLE, ids).replace("{outputs}", outputs).replace("{sizes}", sizes),
            parameters.toArray());
    if (changed < some.size() && some.size() > 1) {
      throw new SQLTransactionRollbackException(
          "An execution that was locked has changed", "40001");
    }
    return changed == some.size();
  }

  private static long bytes(Settlement settlement) {
    Text output = output(settlement);
    return output == null ? Sql.SHORT_VALUE : Sql.SHORT_VALUE + output.quotedBytes();
  }

  private static Text output(Settlement settlement) {
    return settlement.next() == ExecutionStatus.COMPLETED ? settlement.output() : null;
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
