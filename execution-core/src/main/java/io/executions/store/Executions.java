package io.executions.store;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.TooLargeException;
import io.executions.api.WaitsFor;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import io.executions.store.CreationStatements.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The executions as people see them: created, found, listed. All of it joins the caller's
 * transaction. What people do with an execution is in {@link CancelAndRetry}.
 */
@ApplicationScoped
@Transactional
public class Executions {
  private static final long MOST_OUTPUT_CHARACTERS = 8 << 20;

  private final Transaction transaction;
  private final NewRows rows;

  /** For the proxy only. */
  protected Executions() {
    this(null, null, null);
  }

  @Inject
  Executions(Transaction transaction, Ids ids, FairQueueNames fair) {
    this.transaction = transaction;
    this.rows = new NewRows(ids, fair);
  }

  /**
   * Adds a pending execution without a unique key. Without a transaction of the caller's it makes
   * none: the one statement commits by itself.
   *
   * @throws TooLargeException if the database cannot take its input; nothing is added then
   */
  @Transactional(value = TxType.SUPPORTS, dontRollbackOn = TooLargeException.class)
  public Execution add(NewExecution execution) {
    transaction.requirePlace();
    Row row = rows.of(List.of(execution)).get(0);
    Transaction.Work<Execution> work =
        sql -> {
          NewRows.check(
              List.of(row), Packet.forTexts(sql, List.of(row.input())), place -> "/input");
          return new CreationStatements(sql).add(row);
        };
    return CreationStatements.takeOne(List.of(row))
        ? transaction.joinOrAutocommit(work)
        : transaction.joinOrBegin(work);
  }

  /**
   * Adds pending executions without unique keys, all or none, and returns their ids in the order
   * given.
   *
   * @throws TooLargeException if the database cannot take an input; nothing is added then
   */
  @Transactional(value = TxType.SUPPORTS, dontRollbackOn = TooLargeException.class)
  public List<Long> add(List<NewExecution> executions) {
    transaction.requirePlace();
    List<Row> added = rows.of(executions);
    Transaction.Work<List<Long>> work =
        sql -> {
          Packet packet = Packet.forTexts(sql, added.stream().map(Row::input).toList());
          NewRows.check(added, packet, "/items/%d/input"::formatted);
          new CreationStatements(sql).add(added, packet);
          return added.stream().map(Row::id).toList();
        };
    return CreationStatements.takeOne(added)
        ? transaction.joinOrAutocommit(work)
        : transaction.joinOrBegin(work);
  }

  /** Returns the execution of that id, if there is one. */
  public Optional<Execution> find(long id) {
    return Optional.ofNullable(transaction.entities().find(ExecutionEntity.class, id))
        .map(ExecutionEntity::toExecution);
  }

  /**
   * Returns why the execution has not started, if it is pending and something stands in its way.
   */
  public Optional<WaitsFor> waitsFor(long id) {
    return transaction.sql(sql -> new WaitQuery(sql).of(id));
  }

  /** Returns those that there are as they stand now, without outputs, with the inputs given. */
  public List<Execution> refresh(List<Execution> executions) {
    Map<Long, Execution> known =
        executions.stream().collect(Collectors.toMap(Execution::id, Function.identity()));
    return known.isEmpty()
        ? List.of()
        : transaction.sql(
            sql ->
                sql.list(
                    Sql.withIds(ExecutionRow.SUMMARY, known.keySet()),
                    row -> {
                      Execution now = ExecutionRow.read(row, false);
                      return now.withInput(known.get(now.id()).input());
                    },
                    known.keySet().toArray()));
  }

  /** Returns a page of executions; the query has been checked. */
  public ExecutionPage page(ExecutionQuery query) {
    return transaction.sql(sql -> new PageQuery(sql, query).run());
  }

  /** Returns the database's time. */
  public Instant now() {
    return Micros.toInstant(transaction.sql(sql -> sql.number("SELECT {now}")));
  }

  /** Returns the attempts, ascending; what runs or has completed is told by the execution's row. */
  public List<Attempt> attempts(long id) {
    Execution execution = find(id).orElseThrow(() -> new ExecutionNotFoundException(id));
    Map<Integer, String> outputs =
        transaction.sql(sql -> new AttemptOutputs(sql, MOST_OUTPUT_CHARACTERS).newest(id));
    List<Attempt> attempts =
        new ArrayList<>(
            transaction
                .entities()
                .createQuery(
                    "SELECT a FROM Attempt a WHERE a.executionId = :id ORDER BY a.attempt",
                    AttemptEntity.class)
                .setParameter("id", id)
                .getResultStream()
                .map(attempt -> attempt.toAttempt(outputs))
                .toList());
    if (execution.status() == ExecutionStatus.RUNNING) {
      attempts.add(current(execution, Optional.empty()));
    } else if (execution.status() == ExecutionStatus.COMPLETED) {
      attempts.add(current(execution, Optional.of(AttemptOutcome.COMPLETED)));
    }
    return attempts;
  }

  private static Attempt current(Execution execution, Optional<AttemptOutcome> outcome) {
    return new Attempt(
        execution.attempt(),
        execution.node().orElseThrow(),
        execution.startedAt().orElseThrow(),
        execution.finishedAt(),
        outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
