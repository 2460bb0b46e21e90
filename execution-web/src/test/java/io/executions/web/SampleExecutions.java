package io.executions.web;

import static io.executions.web.SampleValues.TEXT;
import static io.executions.web.SampleValues.TIME;
import static io.executions.web.SampleValues.VALUE;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.WaitsFor;
import io.executions.api.json.ExecutionDocument;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An execution in which everything is there, and a sparse one. */
public final class SampleExecutions {
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
          Optional.of(new Execution.Scheduled("nightly", TIME)),
          List.of("vip", "customer:7"),
          Optional.of("invoice-7"),
          Optional.of(TIME.plusSeconds(9)),
          Optional.of(SampleValues.BACKOFF),
          "partner",
          Optional.of("a key"),
          Optional.of(
              new WaitsFor(
                  WaitsFor.Reason.KEY_LIMIT,
                  Optional.of(1),
                  Optional.of(2L),
                  Optional.of(TIME),
                  Optional.of(3L))));

  static final Execution SPARSE =
      ExecutionDocument.read(sparse(42, ExecutionStatus.PENDING).build());

  private SampleExecutions() {}

  /** Returns one that has nothing but that. */
  public static Execution of(
      long id, ExecutionStatus status, JsonValue input, Optional<JsonValue> output) {
    JsonObjectBuilder document = sparse(id, status).add("input", input);
    output.ifPresent(value -> document.add("output", value));
    return ExecutionDocument.read(document.build());
  }

  private static JsonObjectBuilder sparse(long id, ExecutionStatus status) {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("type", "t")
        .add("status", status.jsonName())
        .add("revision", 1)
        .add("queue", "default")
        .add("priority", 0)
        .add("attempt", 0)
        .add("maxAttempts", 1)
        .add("runAt", TIME.toString())
        .add("createdAt", TIME.toString())
        .add("cancelRequested", false)
        .add("overdue", false);
  }
}
