package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.Unique;
import io.executions.database.Micros;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The row of one execution, for creation and reading. Its life cycle stands in {@link
 * ExecutionStatus}; people move it by {@link PersonMoves}, and the engine by {@link Gate}.
 */
@Entity(name = "Execution")
@Table(name = "execution")
class ExecutionEntity {
  /** The columns that {@link #of} reads; beside them input and output, which may be large. */
  static final String COLUMNS =
      """
      id, type, status, revision, priority, error_message, attempt, max_attempts, timeout_ms, run_at,
      created_at, started_at, finished_at, node, cancel_requested, overdue, created_by, cancelled_by,
      retried_by, schedule, scheduled_for, tags, unique_key, expires_at, backoff, queue, concurrency_key\
      """;

  @Id private Long id;

  @Column(nullable = false)
  private String type;

  @Column(nullable = false)
  private String status;

  private int revision;

  @Column(name = "claim_rank")
  private Integer claimRank;

  private int priority;

  @Column(length = Integer.MAX_VALUE, nullable = false)
  private String input;

  @Column(length = Integer.MAX_VALUE)
  private String output;

  @Column(name = "error_message")
  private String errorMessage;

  @Column(name = "input_bytes")
  private long inputBytes;

  @Column(name = "output_bytes")
  private Long outputBytes;

  private int attempt;
  private int failures;
  private int interruptions;
  private int rollbacks;

  @Column(name = "max_attempts")
  private int maxAttempts;

  @Column(name = "timeout_ms")
  private Long timeoutMs;

  @Column(name = "run_at")
  private long runAt;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "started_at")
  private Long startedAt;

  @Column(name = "finished_at")
  private Long finishedAt;

  @Column(name = "node_id")
  private Long nodeId;

  private String node;

  @Column(name = "cancel_requested")
  private boolean cancelRequested;

  private boolean overdue;

  @Column(name = "created_by")
  private String createdBy;

  @Column(name = "cancelled_by")
  private String cancelledBy;

  @Column(name = "retried_by")
  private String retriedBy;

  private String schedule;

  @Column(name = "scheduled_for")
  private Long scheduledFor;

  private String tags;

  @Column(name = "unique_key")
  private String uniqueKey;

  @Column(name = "expires_at")
  private Long expiresAt;

  private String backoff;

  @Column(nullable = false)
  private String queue;

  @Column(name = "concurrency_key")
  private String concurrencyKey;

  protected ExecutionEntity() {}

  /**
   * Returns what the row says on which the result stands.
   *
   * @param full whether the row has its input and output
   */
  static ExecutionEntity of(ResultSet row, boolean full) throws SQLException {
    ExecutionEntity entity = new ExecutionEntity();
    entity.id = row.getLong("id");
    entity.type = row.getString("type");
    entity.status = row.getString("status");
    entity.revision = row.getInt("revision");
    entity.priority = row.getInt("priority");
    entity.input = full ? row.getString("input") : null;
    entity.output = full ? row.getString("output") : null;
    entity.errorMessage = row.getString("error_message");
    entity.attempt = row.getInt("attempt");
    entity.maxAttempts = row.getInt("max_attempts");
    entity.timeoutMs = ExecutionRow.number(row, "timeout_ms");
    entity.runAt = row.getLong("run_at");
    entity.createdAt = row.getLong("created_at");
    entity.startedAt = ExecutionRow.number(row, "started_at");
    entity.finishedAt = ExecutionRow.number(row, "finished_at");
    entity.node = row.getString("node");
    entity.cancelRequested = row.getBoolean("cancel_requested");
    entity.overdue = row.getBoolean("overdue");
    entity.createdBy = row.getString("created_by");
    entity.cancelledBy = row.getString("cancelled_by");
    entity.retriedBy = row.getString("retried_by");
    entity.schedule = row.getString("schedule");
    entity.scheduledFor = ExecutionRow.number(row, "scheduled_for");
    entity.tags = row.getString("tags");
    entity.uniqueKey = row.getString("unique_key");
    entity.expiresAt = ExecutionRow.number(row, "expires_at");
    entity.backoff = row.getString("backoff");
    entity.queue = row.getString("queue");
    entity.concurrencyKey = row.getString("concurrency_key");
    return entity;
  }

  Long id() {
    return id;
  }

  ExecutionStatus status() {
    return ExecutionStatus.fromJsonName(status).orElseThrow();
  }

  Execution toExecution() {
    return new Execution(
        id,
        type,
        status(),
        revision,
        priority,
        input == null ? null : JsonText.parse(input),
        Optional.ofNullable(output).map(JsonText::parse),
        Optional.ofNullable(errorMessage),
        attempt,
        maxAttempts,
        Optional.ofNullable(timeoutMs).map(Duration::ofMillis),
        Micros.toInstant(runAt),
        Micros.toInstant(createdAt),
        Optional.ofNullable(Micros.toInstant(startedAt)),
        Optional.ofNullable(Micros.toInstant(finishedAt)),
        Optional.ofNullable(node),
        cancelRequested,
        overdue,
        Optional.ofNullable(createdBy),
        Optional.ofNullable(cancelledBy),
        Optional.ofNullable(retriedBy),
        scheduled(),
        Tags.parse(tags),
        Optional.ofNullable(uniqueKey),
        Optional.ofNullable(Micros.toInstant(expiresAt)),
        Backoffs.parse(backoff),
        queue,
        Optional.ofNullable(concurrencyKey),
        Optional.empty());
  }

  private Optional<Execution.Scheduled> scheduled() {
    return Optional.ofNullable(scheduledFor == null ? null : schedule)
        .map(name -> new Execution.Scheduled(name, Micros.toInstant(scheduledFor)));
  }

  /** Returns a pending execution as its row has just been made. */
  static Execution created(CreationStatements.Row row, long now) {
    NewExecution execution = row.execution();
    Long runAt = Micros.of(execution.runAt());
    return new Execution(
        row.id(),
        execution.type(),
        ExecutionStatus.PENDING,
        1,
        execution.priority(),
        JsonText.parse(row.input().value()),
        Optional.empty(),
        Optional.empty(),
        0,
        execution.maxAttempts(),
        Optional.ofNullable(execution.timeoutMs()).map(Duration::ofMillis),
        Micros.toInstant(runAt == null ? (Long) now : runAt),
        Micros.toInstant(now),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.of(row.by()),
        Optional.empty(),
        Optional.empty(),
        row.told(),
        execution.tags(),
        Optional.ofNullable(execution.unique()).map(Unique::key),
        Optional.ofNullable(Micros.toInstant(Micros.of(execution.expiresAt()))),
        Optional.ofNullable(execution.backoff()),
        execution.queue() == null ? NewExecution.DEFAULT_QUEUE : execution.queue(),
        Optional.ofNullable(execution.concurrencyKey()),
        Optional.empty());
  }
}
