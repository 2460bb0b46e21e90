package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
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
  /** What may have changed of executions since they were read. */
  static final String STANDING =
      """
      SELECT id, status, revision, error_message, attempt, run_at, started_at, finished_at, node,
             cancel_requested, overdue, cancelled_by, retried_by
        FROM execution WHERE id IN ({ids})
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

  protected ExecutionEntity() {}

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
        JsonText.parse(input),
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
        scheduled());
  }

  private Optional<Execution.Scheduled> scheduled() {
    return Optional.ofNullable(schedule)
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
        row.told());
  }

  /** Returns a known execution as a row of {@link #STANDING} says it stands, without its output. */
  static Execution standing(ResultSet row, Execution known) throws SQLException {
    return new Execution(
        known.id(),
        known.type(),
        ExecutionStatus.fromJsonName(row.getString("status")).orElseThrow(),
        row.getInt("revision"),
        known.priority(),
        known.input(),
        Optional.empty(),
        Optional.ofNullable(row.getString("error_message")),
        row.getInt("attempt"),
        known.maxAttempts(),
        known.timeout(),
        Micros.toInstant(row.getLong("run_at")),
        known.createdAt(),
        ExecutionRow.time(row, "started_at"),
        ExecutionRow.time(row, "finished_at"),
        Optional.ofNullable(row.getString("node")),
        row.getBoolean("cancel_requested"),
        row.getBoolean("overdue"),
        known.createdBy(),
        Optional.ofNullable(row.getString("cancelled_by")),
        Optional.ofNullable(row.getString("retried_by")),
        known.scheduled());
  }
}
