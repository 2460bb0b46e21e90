package io.executions.store;

import io.executions.api.DuplicateExecutionException;
import io.executions.api.Execution;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionStatus;
import io.executions.api.IllegalMoveException;
import io.executions.api.port.Caller;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
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
   * @param changed whether anything about it has changed
   * @param move the change of its status, if there was one
   */
  public record Done(Execution execution, boolean changed, Optional<Move> move) {}

  private static final String LOCK =
      "SELECT %s FROM execution WHERE id = ? FOR UPDATE".formatted(PersonMoves.COLUMNS);

  private final Transaction transaction;
  private final Audit audit;

  /** For the proxy only. */
  protected CancelAndRetry() {
    this(null, null);
  }

  @Inject
  CancelAndRetry(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  /**
   * Cancels the execution, or asks for it when it is running; leaves it if it is cancelled.
   *
   * @param by who wants that
   */
  public Done cancel(long id, String by) {
    PersonMoves.Row row = lock(id);
    boolean changes = row.isToBeCancelled();
    if (!changes && row.status().isFinal() && row.status() != ExecutionStatus.CANCELLED) {
      throw new IllegalMoveException(id, row.status(), "cancelled");
    }
    List<Move> moves = changes ? transaction.sql(sql -> cancel(sql, row, by)) : List.of();
    return new Done(now(id), changes, moves.stream().findFirst());
  }

  /**
   * Makes the execution pending again.
   *
   * @param by who wants that
   * @throws DuplicateExecutionException if another one has its unique key
   */
  public Done retry(long id, String by) {
    PersonMoves.Row row = lock(id);
    if (!row.isToBeRetried()) {
      throw new IllegalMoveException(id, row.status(), "retried");
    }
    List<Move> moves = transaction.sql(sql -> retry(sql, row, by));
    return new Done(now(id), true, moves.stream().findFirst());
  }

  private List<Move> cancel(Sql sql, PersonMoves.Row row, String by) throws SQLException {
    audit.add(sql, "cancelExecution", "execution", row.id(), row.told(), row.toldCancelled());
    return new PersonMoves(sql, by, Caller.current().name()).cancel(List.of(row));
  }

  private List<Move> retry(Sql sql, PersonMoves.Row row, String by) throws SQLException {
    PersonMoves retry = new PersonMoves(sql, by, Caller.current().name());
    Long holder = retry.takeKeys(List.of(row)).get(row.id());
    if (holder != null) {
      throw new DuplicateExecutionException(holder, row.id());
    }
    audit.add(sql, "retryExecution", "execution", row.id(), row.told(), row.toldRetried());
    return retry.retry(List.of(row));
  }

  private PersonMoves.Row lock(long id) {
    return transaction
        .sql(sql -> sql.lockFirst(LOCK, PersonMoves.Row::read, id))
        .orElseThrow(() -> new ExecutionNotFoundException(id));
  }

  private Execution now(long id) {
    return transaction.entities().find(ExecutionEntity.class, id).toExecution();
  }
}
