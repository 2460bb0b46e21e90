package io.executions.store;

import io.executions.api.CreationResult;
import io.executions.api.CreationResults;
import io.executions.api.DuplicateExecutionException;
import io.executions.api.Execution;
import io.executions.api.KeyBusyException;
import io.executions.api.NewExecution;
import io.executions.api.OnDuplicate;
import io.executions.api.TooLargeException;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import io.executions.store.CreationStatements.Row;
import io.executions.store.UniqueKeys.Holder;
import io.executions.store.UniqueKeys.Name;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Creates executions that have unique keys, in the caller's transaction, or in one that is not
 * JTA's. The key is taken before the execution is added.
 */
@ApplicationScoped
@Transactional
public class UniqueExecutions {
  /**
   * What a creation came to.
   *
   * @param moves those of executions that were there already
   */
  public record One(CreationResult result, List<Move> moves) {}

  /**
   * What the creation of several came to.
   *
   * @param moves those of executions that were there already
   */
  public record Many(CreationResults results, List<Move> moves) {}

  private final Transaction transaction;
  private final NewRows rows;

  /** For the proxy only. */
  protected UniqueExecutions() {
    this(null, null, null);
  }

  @Inject
  UniqueExecutions(Transaction transaction, Ids ids, FairQueueNames fair) {
    this.transaction = transaction;
    this.rows = new NewRows(ids, fair);
  }

  /**
   * Adds a pending execution, unless another one has its key.
   *
   * @throws DuplicateExecutionException if another one has, and this one is to be rejected; nothing
   *     is done then
   * @throws io.executions.api.KeyBusyException if a transaction that has not ended holds the key
   */
  @Transactional(
      value = TxType.SUPPORTS,
      dontRollbackOn = {TooLargeException.class, DuplicateExecutionException.class})
  public One add(NewExecution execution) {
    transaction.requirePlace();
    Row row = rows.of(List.of(execution)).get(0);
    Optional<Transaction> fresh = fresh();
    return inTransaction(
        fresh,
        sql -> {
          NewRows.check(
              List.of(row), Packet.forTexts(sql, List.of(row.input())), place -> "/input");
          return add(sql, row, new UniqueKeys(sql, fresh));
        });
  }

  private One add(Sql sql, Row row, UniqueKeys keys) throws SQLException {
    NewExecution execution = row.execution();
    Name name = new Name(execution.type(), execution.unique().key());
    Optional<Holder> holder = keys.take(name, execution.unique(), row.id());
    if (holder.isEmpty()) {
      Execution created = new CreationStatements(sql).add(row);
      return new One(new CreationResult(created, false, false), List.of());
    }
    OnDuplicate onDuplicate = execution.unique().onDuplicate();
    if (onDuplicate == OnDuplicate.REJECT) {
      throw new DuplicateExecutionException(holder.get().id(), List.of());
    }
    Optional<Move> move =
        onDuplicate == OnDuplicate.REPLACE
            ? new PendingReplacement(sql).replace(holder.get(), execution, row.input())
            : Optional.empty();
    Execution existing =
        move.isPresent()
            ? existing(sql, holder.get().id())
            : holder.get().current().read(current -> existing(current, holder.get().id()));
    return new One(
        new CreationResult(existing, move.isEmpty(), move.isPresent()), move.stream().toList());
  }

  private static Execution existing(Sql sql, long id) throws SQLException {
    return sql.first(
            Sql.withIds(ExecutionRow.FULL, List.of(id)), row -> ExecutionRow.read(row, true), id)
        .orElseThrow(UniqueKeys.GoneException::new);
  }

  /**
   * Adds pending executions, all or none, some of which have unique keys; those whose keys others
   * have are not added.
   *
   * @throws DuplicateExecutionException naming all that are to be rejected
   * @throws io.executions.api.KeyBusyException if a transaction that has not ended holds a key
   */
  @Transactional(value = TxType.SUPPORTS, dontRollbackOn = TooLargeException.class)
  public Many add(List<NewExecution> executions) {
    transaction.requirePlace();
    List<Row> added = rows.of(executions);
    Optional<Transaction> fresh = fresh();
    return inTransaction(
        fresh,
        sql -> {
          Packet packet = Packet.forTexts(sql, added.stream().map(Row::input).toList());
          NewRows.check(added, packet, "/items/%d/input"::formatted);
          UniqueBatch batch = new UniqueBatch(added, new UniqueKeys(sql, fresh));
          batch.takeKeys(new PendingReplacement(sql));
          new CreationStatements(sql).add(batch.toAdd(), packet);
          return batch.outcome();
        });
  }

  /** Another's transaction cannot be run again here; its owner is told to do so. */
  private <T> T inTransaction(Optional<Transaction> fresh, Transaction.Work<T> work) {
    return transaction.joinOrBegin(
        sql -> {
          try {
            return work.run(sql);
          } catch (UniqueKeys.GoneException e) {
            if (fresh.isPresent()) {
              throw new KeyBusyException();
            }
            throw e;
          }
        });
  }

  /** A transaction of the store's own is run again by the one who asks for it. */
  private Optional<Transaction> fresh() {
    return transaction.isActive() ? Optional.of(transaction) : Optional.empty();
  }
}
