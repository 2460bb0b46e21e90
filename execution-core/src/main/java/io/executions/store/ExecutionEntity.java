package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionStatus;
import io.executions.api.IllegalMoveException;
import io.executions.api.NewExecution;
import io.executions.api.RevisionChangedException;
import io.executions.database.Micros;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The row of one execution, for creation, reading and a person's moves. Its life cycle stands in
 * {@link ExecutionStatus}. Claiming and settling are the engine's and happen in {@link Gate}.
 */
@Entity(name = "Execution")
@Table(name = "execution")
class ExecutionEntity {
  /** What may have changed of executions since they were read. */
  static final String STANDING =
      """
      SELECT id, status, revision, error_message, attempt, run_at, started_at, finished_at, node,
             cancel_requested, overdue
        FROM execution WHERE id IN ({ids})
      """;

  @Id private Long id;

  @Column(nullable = false)
  private String type;

  @Column(nullable = false)
  private String status;

  private int revision;

  private Integer line;

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

  protected ExecutionEntity() {}

  /**
   * Cancels a pending execution at once, and asks for it when it is running.
   *
   * @return whether that changed anything
   */
  boolean cancel(long now) {
    if (status() == ExecutionStatus.RUNNING) {
      boolean first = !cancelRequested;
      cancelRequested = true;
      return first;
    }
    become(ExecutionStatus.CANCELLED, "cancelled");
    errorMessage = "Cancelled while it was pending";
    line = null;
    finishedAt = now;
    return true;
  }

  /** Makes an ended execution pending again, with a fresh budget and without its old end. */
  void retry(long now) {
    become(ExecutionStatus.PENDING, "retried");
    failures = 0;
    interruptions = 0;
    rollbacks = 0;
    output = null;
    outputBytes = null;
    errorMessage = null;
    finishedAt = null;
    cancelRequested = false;
    runAt = now;
    line = ClaimRank.DUE.code();
  }

  /**
   * Changes a pending execution. One that was recovered stays ahead of others while it is due.
   *
   * @param revisions those that it may have; any if there are none
   * @return whether that changed anything
   */
  boolean change(ExecutionChange change, Set<Integer> revisions, long now) {
    if (status() != ExecutionStatus.PENDING) {
      throw new IllegalMoveException(id, status(), "changed");
    }
    if (!revisions.isEmpty() && !revisions.contains(revision)) {
      throw new RevisionChangedException(id, revision);
    }
    Long newTimeoutMs =
        change.timeout().isEmpty()
            ? timeoutMs
            : change.timeout().get().map(Duration::toMillis).orElse(null);
    long newRunAt = change.runAt().map(Micros::of).orElse(runAt);
    int newPriority = change.priority().orElse(priority);
    int newMaxAttempts = change.maxAttempts().orElse(maxAttempts);
    boolean same =
        newRunAt == runAt
            && newPriority == priority
            && newMaxAttempts == maxAttempts
            && Objects.equals(newTimeoutMs, timeoutMs);
    if (same) {
      return false;
    }
    if (newRunAt != runAt) {
      line = placeAt(newRunAt, now).code();
    }
    runAt = newRunAt;
    priority = newPriority;
    maxAttempts = newMaxAttempts;
    timeoutMs = newTimeoutMs;
    revision++;
    return true;
  }

  private ClaimRank placeAt(long due, long now) {
    if (due > now) {
      return ClaimRank.WAITING;
    }
    return line == ClaimRank.RECOVERED.code() ? ClaimRank.RECOVERED : ClaimRank.DUE;
  }

  Long id() {
    return id;
  }

  String type() {
    return type;
  }

  ExecutionStatus status() {
    return ExecutionStatus.fromJsonName(status).orElseThrow();
  }

  /** Returns how it came from another status to that of now. */
  Move moved(ExecutionStatus from, String by, Instant at) {
    return new Move(
        id,
        type,
        revision,
        from,
        status(),
        attempt,
        Optional.ofNullable(node),
        by,
        Optional.ofNullable(errorMessage),
        at);
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
        overdue);
  }

  /** Returns a pending execution as its row has just been made. */
  static Execution created(long id, NewExecution execution, String input, long now) {
    Long runAt = Micros.of(execution.runAt());
    return new Execution(
        id,
        execution.type(),
        ExecutionStatus.PENDING,
        1,
        execution.priority(),
        JsonText.parse(input),
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
        false);
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
        row.getBoolean("overdue"));
  }

  private void become(ExecutionStatus next, String move) {
    boolean byRetry = next == ExecutionStatus.PENDING;
    if (!status().canBecome(next) || (byRetry && status() == ExecutionStatus.RUNNING)) {
      throw new IllegalMoveException(id, status(), move);
    }
    status = next.jsonName();
    revision++;
  }
}
