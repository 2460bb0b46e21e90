package io.executions.store;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.TooLargeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The executions as people see them: created, found, listed, cancelled, retried. Creating and
 * reading join the caller's transaction; a person's moves commit by themselves, so that a caller's
 * long transaction never holds what the engine needs.
 */
@ApplicationScoped
@Transactional
public class Executions {
  private static final String INSERT =
      """
      INSERT INTO execution
             (id, type, status, line, priority, input, input_bytes, attempt, failures, interruptions,
              rollbacks, max_attempts, timeout_ms, run_at, created_at, cancel_requested, overdue)
      VALUES {rows}
      """;

  private static final String STANDING =
      """
      SELECT id, status, error_message, attempt, run_at, started_at, finished_at, node,
             cancel_requested, overdue
        FROM execution WHERE id IN ({ids})
      """;

  /**
   * What a person's move made of an execution.
   *
   * @param execution the execution as it is now
   * @param changed whether the move changed it
   */
  public record Moved(Execution execution, boolean changed) {}

  private static final long MOST_OUTPUT_CHARACTERS = 8 << 20;

  private final Transaction transaction;
  private final Ids ids;

  /** For the proxy only. */
  protected Executions() {
    this(null, null);
  }

  @Inject
  Executions(Transaction transaction, Ids ids) {
    this.transaction = transaction;
    this.ids = ids;
  }

  /**
   * Adds the items of a bulk creation, pending, and returns them in the order given.
   *
   * @throws TooLargeException if the database cannot take an input; nothing is added then
   */
  @Transactional(dontRollbackOn = TooLargeException.class)
  public List<Execution> add(List<NewExecution> items) {
    return add(items, "/items/%d/input"::formatted);
  }

  /**
   * Adds pending executions and returns them in the order given.
   *
   * @param pointer names the input of the execution at that place, where it is too large
   * @throws TooLargeException if the database cannot take an input; nothing is added then
   */
  @Transactional(dontRollbackOn = TooLargeException.class)
  public List<Execution> add(List<NewExecution> executions, IntFunction<String> pointer) {
    transaction.requirePlace();
    List<Text> inputs =
        executions.stream().map(execution -> Text.of(execution.input().toString())).toList();
    List<Long> free = ids.take(executions.size());
    return transaction.sql(
        sql -> {
          Packet packet = Packet.forTexts(sql, inputs);
          check(inputs, packet, pointer);
          long now = sql.number("SELECT {now}");
          List<ExecutionEntity> rows = new ArrayList<>();
          for (int i = 0; i < executions.size(); i++) {
            rows.add(new ExecutionEntity(free.get(i), executions.get(i), inputs.get(i), now));
          }
          sql.insert(INSERT, rows.stream().map(ExecutionEntity::created).toList(), packet);
          return rows.stream().map(ExecutionEntity::toExecution).toList();
        });
  }

  private static void check(List<Text> inputs, Packet packet, IntFunction<String> pointer) {
    for (int i = 0; i < inputs.size(); i++) {
      if (!packet.takes(inputs.get(i))) {
        throw new TooLargeException(pointer.apply(i), packet.refusal("input", inputs.get(i)));
      }
    }
  }

  /** Returns the execution of that id, if there is one. */
  public Optional<Execution> find(long id) {
    return Optional.ofNullable(transaction.entities().find(ExecutionEntity.class, id))
        .map(ExecutionEntity::toExecution);
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
                    Sql.withIds(STANDING, known.keySet()),
                    row -> standing(row, known.get(row.getLong("id"))),
                    known.keySet().toArray()));
  }

  private static Execution standing(ResultSet row, Execution known) throws SQLException {
    return new Execution(
        known.id(),
        known.type(),
        ExecutionStatus.fromJsonName(row.getString("status")).orElseThrow(),
        known.priority(),
        known.input(),
        Optional.empty(),
        Optional.ofNullable(row.getString("error_message")),
        row.getInt("attempt"),
        known.maxAttempts(),
        known.timeout(),
        Micros.toInstant(row.getLong("run_at")),
        known.createdAt(),
        time(row, "started_at"),
        time(row, "finished_at"),
        Optional.ofNullable(row.getString("node")),
        row.getBoolean("cancel_requested"),
        row.getBoolean("overdue"));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
  }

  /** Returns a page of executions, newest first. */
  public ExecutionPage page(ExecutionFilter filter) {
    return new PageQuery(transaction.entities(), filter).run();
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

  /** Cancels the execution, or asks for it when it is running; leaves it if it is cancelled. */
  @Transactional(TxType.REQUIRES_NEW)
  public Moved cancel(long id) {
    ExecutionEntity row = lock(id);
    boolean changed = row.status() != ExecutionStatus.CANCELLED && row.cancel(now());
    if (changed && row.status() == ExecutionStatus.CANCELLED) {
      leaveDelta(row.type(), ExecutionStatus.CANCELLED, 1);
    }
    return new Moved(row.toExecution(), changed);
  }

  /** Makes the execution pending again. */
  @Transactional(TxType.REQUIRES_NEW)
  public Execution retry(long id) {
    ExecutionEntity row = lock(id);
    ExecutionStatus before = row.status();
    row.retry(now());
    leaveDelta(row.type(), before, -1);
    return row.toExecution();
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

  private void leaveDelta(String type, ExecutionStatus status, long ended) {
    transaction.sql(
        sql -> {
          new Totals(sql).leaveDelta(type, status, ended);
          return null;
        });
  }

  private long now() {
    return transaction.sql(sql -> sql.number("SELECT {now}"));
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
