package io.executions.api.json;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** {@code Execution}, and {@code RemovedExecution}: what is left of one. */
public final class ExecutionDocument {
  private ExecutionDocument() {}

  /** Returns the document; what has no value is left out. */
  public static String write(Execution execution) {
    StringBuilder text = new StringBuilder();
    append(execution, text);
    return text.toString();
  }

  /** Returns the document of an execution which retention has removed: its id. */
  public static String writeRemoved(long id) {
    return JsonBuilders.object().add("id", id).build().toString();
  }

  static void append(Execution execution, StringBuilder text) {
    new ObjectText(text)
        .add(
            new SparseObject()
                .add("id", execution.id())
                .add("type", execution.type())
                .add("status", execution.status().jsonName())
                .add("revision", execution.revision())
                .add("queue", execution.queue())
                .addText("concurrencyKey", execution.concurrencyKey())
                .add("priority", execution.priority())
                .build())
        .addValue("input", Optional.ofNullable(execution.input()))
        .addValue("output", execution.output())
        .add(
            new SparseObject()
                .addText("errorMessage", execution.errorMessage())
                .add("attempt", execution.attempt())
                .add("maxAttempts", execution.maxAttempts())
                .addNumber("timeoutMs", execution.timeout().map(Duration::toMillis))
                .addTime("runAt", execution.runAt())
                .addTime("createdAt", execution.createdAt())
                .addTime("startedAt", execution.startedAt())
                .addTime("finishedAt", execution.finishedAt())
                .addText("node", execution.node())
                .add("cancelRequested", execution.cancelRequested())
                .add("overdue", execution.overdue())
                .addText("createdBy", execution.createdBy())
                .addText("cancelledBy", execution.cancelledBy())
                .addText("retriedBy", execution.retriedBy())
                .addText("schedule", execution.scheduled().map(Execution.Scheduled::schedule))
                .addTime(
                    "scheduledFor", execution.scheduled().map(Execution.Scheduled::scheduledFor))
                .addTextsIfAny("tags", execution.tags())
                .addText("uniqueKey", execution.uniqueKey())
                .addTime("expiresAt", execution.expiresAt())
                .addValue("backoff", execution.backoff().map(BackoffDocument::write))
                .addValue("waitsFor", execution.waitsFor().map(WaitsForDocument::write))
                .build())
        .end();
  }

  /** Returns the execution that a document describes. */
  public static Execution read(JsonObject document) {
    return read(new Fields(document));
  }

  /** Returns the id that a document says, which may be one of what is left of an execution. */
  public static long readId(JsonObject document) {
    return new Fields(document).longWhole("id");
  }

  /** Returns whether a document is that of a removed execution: only its id is left. */
  public static boolean isRemoved(JsonObject document) {
    return !new Fields(document).has("type");
  }

  private static Optional<Execution.Scheduled> scheduled(Fields document) {
    return document
        .optionalText("schedule")
        .map(schedule -> new Execution.Scheduled(schedule, document.time("scheduledFor")));
  }

  static Execution read(Fields document) {
    return new Execution(
        document.longWhole("id"),
        document.text("type"),
        ExecutionStatus.fromJsonName(document.text("status")).orElseThrow(),
        document.whole("revision"),
        document.whole("priority"),
        document.value("input"),
        document.optionalValue("output"),
        document.optionalText("errorMessage"),
        document.whole("attempt"),
        document.whole("maxAttempts"),
        document.optionalMillis("timeoutMs"),
        document.time("runAt"),
        document.time("createdAt"),
        document.optionalTime("startedAt"),
        document.optionalTime("finishedAt"),
        document.optionalText("node"),
        document.flag("cancelRequested"),
        document.flag("overdue"),
        document.optionalText("createdBy"),
        document.optionalText("cancelledBy"),
        document.optionalText("retriedBy"),
        scheduled(document),
        document.texts("tags"),
        document.optionalText("uniqueKey"),
        document.optionalTime("expiresAt"),
        document.optionalObject("backoff").map(Fields::json).map(BackoffDocument::read),
        document.text("queue"),
        document.optionalText("concurrencyKey"),
        document.optionalObject("waitsFor").map(WaitsForDocument::read));
  }
}
