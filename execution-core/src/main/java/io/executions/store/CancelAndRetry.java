package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;

/**
 * What people do with an execution. Each move commits by itself, so that a caller's long
 * transaction never holds what the engine needs.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class CancelAndRetry {
  /**
   * What a person made of an execution.
   *
   * @param execution the execution as it is now
   * @param changed whether it is another one than before
   * @param move the change of its status, if there was one
   */
  public record Done(Execution execution, boolean changed, Optional<Move> move) {}

  private final Transaction transaction;

  /** For the proxy only. */
  protected CancelAndRetry() {
    this(null);
  }

  @Inject
  CancelAndRetry(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Cancels the execution, or asks for it when it is running; leaves it if it is cancelled.
   *
   * @param by who wants that
   */
  public Done cancel(long id, String by) {
    ExecutionEntity row = lock(id);
    long now = now();
    ExecutionStatus before = row.status();
    boolean changed = before != ExecutionStatus.CANCELLED && row.cancel(now);
    return new Done(row.toExecution(), changed, moved(row, before, by, now));
  }

  /**
   * Makes the execution pending again.
   *
   * @param by who wants that
   */
  public Done retry(long id, String by) {
    ExecutionEntity row = lock(id);
    long now = now();
    ExecutionStatus before = row.status();
    row.retry(now);
    return new Done(row.toExecution(), true, moved(row, before, by, now));
  }

  private Optional<Move> moved(ExecutionEntity row, ExecutionStatus before, String by, long now) {
    if (row.status() == before) {
      return Optional.empty();
    }
    Move move = row.moved(before, by, Micros.toInstant(now));
    transaction.sql(
        sql -> {
          RecordedMoves.outside(sql).add(List.of(move));
          return null;
        });
    return Optional.of(move);
  }

  private ExecutionEntity lock(long id) {
    transaction.sql(
        sql -> sql.lockFirst("SELECT id FROM execution WHERE id = ? FOR UPDATE", row -> true, id));
    ExecutionEntity row = transaction.entities().find(ExecutionEntity.class, id);
    if (row == null) {
      throw new ExecutionNotFoundException(id);
    }
    return row;
  }

  private long now() {
    return transaction.sql(sql -> sql.number("SELECT {now}"));
  }
}
