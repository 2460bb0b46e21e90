package io.executions.web;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.AuditEntry;
import io.executions.api.Backoff;
import io.executions.api.Bulk;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionType;
import io.executions.api.NewExecution;
import io.executions.api.Node;
import io.executions.api.NodeState;
import io.executions.api.OnDuplicate;
import io.executions.api.PollTimer;
import io.executions.api.ProcessingStatus;
import io.executions.api.SettingsChange;
import io.executions.api.TimeRange;
import io.executions.api.Unique;
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
  static final Optional<JsonValue> VALUE = Optional.of(JsonValue.TRUE);

  static final Node FULL_NODE = node(true);
  static final Node SPARSE_NODE = node(false);

  static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(7), 1.5, Duration.ofMinutes(7), 0.25);

  static NewExecution creation() {
    Unique unique = Unique.during(Duration.ofDays(3), "invoice-7").orElse(OnDuplicate.REJECT);
    return new NewExecution(
        "t",
        JsonValue.NULL,
        -7,
        TIME,
        5,
        1500L,
        List.of("vip"),
        unique,
        TIME.plusSeconds(9),
        BACKOFF,
        "partner",
        "a key");
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
        .withTimeout(Duration.ofMillis(1500))
        .withExpiresAt(TIME.plusSeconds(9))
        .withQueue("partner");
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
        .withSchedule("nightly")
        .withTag("vip")
        .withQueue("partner");
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
