package io.executions.web;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.AuditEntry;
import io.executions.api.Bulk;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.CatchUp;
import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFailures;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionSeries;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionType;
import io.executions.api.FailureGroup;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Node;
import io.executions.api.NodeState;
import io.executions.api.OldestPending;
import io.executions.api.Overlap;
import io.executions.api.Percentiles;
import io.executions.api.PollTimer;
import io.executions.api.ProcessingStatus;
import io.executions.api.Schedule;
import io.executions.api.SchedulePreview;
import io.executions.api.ScheduleState;
import io.executions.api.SeriesPoint;
import io.executions.api.SettingsChange;
import io.executions.api.TimeRange;
import io.executions.api.Timing;
import io.executions.api.TypeStats;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Values of the contract: full ones, in which everything is there, and sparse ones. */
final class SampleValues {
  static final Instant TIME = Instant.parse("2030-01-31T08:00:00.123456Z");
  static final Optional<String> TEXT = Optional.of("a text");
  private static final Optional<JsonValue> VALUE = Optional.of(JsonValue.TRUE);

  static final Execution FULL =
      new Execution(
          42,
          "t",
          ExecutionStatus.COMPLETED,
          9,
          -7,
          JsonValue.EMPTY_JSON_ARRAY,
          VALUE,
          TEXT,
          3,
          5,
          Optional.of(Duration.ofMillis(1500)),
          TIME,
          TIME.plusSeconds(1),
          Optional.of(TIME.plusSeconds(2)),
          Optional.of(TIME.plusSeconds(3)),
          Optional.of("node"),
          true,
          true,
          Optional.of("creator"),
          Optional.of("canceller"),
          Optional.of("retrier"),
          Optional.of(new Execution.Scheduled("nightly", TIME)));

  static final Execution SPARSE =
      new Execution(
          42,
          "t",
          ExecutionStatus.PENDING,
          1,
          0,
          null,
          Optional.empty(),
          Optional.empty(),
          0,
          1,
          Optional.empty(),
          TIME,
          TIME,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  static final Node FULL_NODE = node(true);
  static final Node SPARSE_NODE = node(false);

  static NewExecution creation() {
    return new NewExecution("t", JsonValue.NULL, -7, TIME, 5, 1500L);
  }

  static List<AuditEntry> audit() {
    JsonObject values = Json.createObjectBuilder().add("status", "failed").build();
    AuditEntry full =
        new AuditEntry(
            7,
            TIME,
            "somebody",
            "operator",
            TEXT,
            "node",
            "retryExecution",
            new AuditEntry.Target("execution", "42"),
            Optional.of(values),
            Optional.of(values),
            Optional.of(3L));
    AuditEntry sparse =
        new AuditEntry(
            8,
            TIME,
            "somebody",
            "operator",
            Optional.empty(),
            "node",
            "pollNode",
            new AuditEntry.Target("node", "1"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return List.of(full, sparse);
  }

  static SchedulePreview preview() {
    Optional<Duration> every = Optional.of(Duration.ofHours(36));
    Timing timing = new Timing(Optional.of("@daily"), every, "Europe/Berlin", Optional.of(TIME));
    return SchedulePreview.of(timing).from(TIME).withCount(7);
  }

  static NewSchedule newSchedule() {
    return NewSchedule.of("nightly", preview().timing(), creation().withRunAt(null))
        .withOverlap(Overlap.ALLOW)
        .withCatchUp(CatchUp.ALL, Duration.ofDays(2))
        .withJitter(Duration.ofMillis(1500))
        .withDescription("a text")
        .withPaused(true)
        .endingAt(TIME);
  }

  static Schedule schedule(boolean full) {
    Timing none = new Timing(Optional.empty(), Optional.empty(), "UTC", Optional.empty());
    NewSchedule sparse = NewSchedule.of("nightly", none, creation().withRunAt(null));
    return new Schedule(
        full ? newSchedule() : sparse.withPaused(false),
        full ? ScheduleState.PAUSED : ScheduleState.ACTIVE,
        full ? Optional.of(TIME) : Optional.empty(),
        full
            ? Optional.of(new Schedule.LastExecution(42, ExecutionStatus.RUNNING, TIME))
            : Optional.empty(),
        full ? Optional.of(TIME) : Optional.empty(),
        7,
        8,
        full ? TEXT : Optional.empty());
  }

  static ExecutionStats stats() {
    return new ExecutionStats(1, 2, 3, 4, 5, true)
        .with(
            Optional.of(new OldestPending(42, "t", TIME, TIME)),
            List.of(new TypeStats("t", 1, true, 2)));
  }

  /**
   * Returns one whose first point has all fields, and the second one those that are always there.
   */
  static ExecutionSeries series() {
    Percentiles times =
        new Percentiles(Duration.ofNanos(1_090_000), Duration.ofMillis(30), Duration.ofHours(2));
    return new ExecutionSeries(
        TIME,
        TIME.plusSeconds(120),
        Duration.ofMinutes(1),
        List.of(
            new SeriesPoint(TIME, 1, 2, 3, 0.1, Optional.of(times), Optional.of(times)),
            new SeriesPoint(TIME.plusSeconds(60), 0, 0, 0, 0, Optional.empty(), Optional.empty())));
  }

  static ExecutionFailures failures() {
    return new ExecutionFailures(
        TIME, TIME.plusSeconds(1), List.of(new FailureGroup("t", "a text", 3, TIME, 42)), true);
  }

  static ClusterSettings settings() {
    return new ClusterSettings(7, true, Optional.of(Duration.ofDays(30).plusMinutes(1)));
  }

  static SettingsChange change() {
    return SettingsChange.none()
        .withMaxConcurrentExecutions(7)
        .withPaused(true)
        .withRetention(Duration.ofHours(36));
  }

  static ExecutionChange executionChange() {
    return ExecutionChange.none()
        .withRunAt(TIME)
        .withPriority(-7)
        .withMaxAttempts(5)
        .withTimeout(Duration.ofMillis(1500));
  }

  static ExecutionFilter filter() {
    return ExecutionFilter.all()
        .withStatuses(ExecutionStatus.FAILED, ExecutionStatus.CANCELLED)
        .withType("t")
        .withCreated(TimeRange.of(TIME, TIME.plusSeconds(1)))
        .withFinished(TimeRange.of(TIME, TIME.plusSeconds(2)))
        .withNode("node")
        .withRetried()
        .withErrorPrefix("a text")
        .withOverdue()
        .withSchedule("nightly");
  }

  /** One that goes with a retry. */
  static ExecutionFilter retryFilter() {
    return ExecutionFilter.all()
        .withStatuses(ExecutionStatus.FAILED)
        .withFinished(TimeRange.from(TIME))
        .withErrorPrefix("a");
  }

  static Bulk bulk(ExecutionSelection selection, boolean full) {
    return new Bulk(
        42,
        BulkVerb.RETRY,
        full ? BulkState.STOPPED : BulkState.RUNNING,
        selection,
        "operator",
        TIME,
        full ? Optional.of(TIME) : Optional.empty(),
        full ? Optional.of(6L) : Optional.empty(),
        3,
        2,
        1,
        full ? TEXT : Optional.empty());
  }

  static List<ExecutionType> types() {
    return List.of(new ExecutionType("t", List.of("node"), JsonValue.TRUE));
  }

  static List<Attempt> attempts() {
    return List.of(
        new Attempt(
            1,
            "node",
            TIME,
            Optional.of(TIME),
            Optional.of(AttemptOutcome.TIMED_OUT),
            TEXT,
            TEXT,
            VALUE),
        new Attempt(
            2,
            "node",
            TIME,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  static ProcessingStatus status(List<String> unhandledTypes) {
    return new ProcessingStatus(
        1,
        2,
        true,
        settings(),
        Duration.ofSeconds(2),
        true,
        "1",
        "node",
        List.of(FULL_NODE, SPARSE_NODE),
        unhandledTypes);
  }

  private static Node node(boolean full) {
    PollTimer timer =
        full
            ? new PollTimer(
                Duration.ofSeconds(2),
                Optional.of(TIME),
                Optional.of(Duration.ofMillis(3)),
                Optional.of(TIME),
                TEXT,
                true)
            : new PollTimer(
                Duration.ofSeconds(2),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    return new Node(1, "node", NodeState.POLLING, TIME, TIME, List.of("t"), 64, 3, 4, timer);
  }

  private SampleValues() {}
}
