package io.executions.api.json;

import io.executions.api.Backoff;
import io.executions.api.Faults;
import io.executions.api.NewExecution;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code NewExecution}. */
public final class NewExecutionDocument {
  private NewExecutionDocument() {}

  /** Returns the document. */
  public static JsonObject write(NewExecution execution) {
    SparseObject json =
        new SparseObject()
            .add("type", execution.type())
            .add("input", execution.input())
            .add("priority", execution.priority())
            .add("maxAttempts", execution.maxAttempts())
            .addTime("runAt", Optional.ofNullable(execution.runAt()))
            .addNumber("timeoutMs", Optional.ofNullable(execution.timeoutMs()))
            .addText("queue", Optional.ofNullable(execution.queue()))
            .addText("concurrencyKey", Optional.ofNullable(execution.concurrencyKey()))
            .addTextsIfAny("tags", execution.tags().stream().distinct().toList())
            .addTime("expiresAt", Optional.ofNullable(execution.expiresAt()))
            .addValue(
                "backoff", Optional.ofNullable(execution.backoff()).map(BackoffDocument::write));
    return UniqueFields.write(execution.unique(), json).build();
  }

  /**
   * Returns the execution that a value describes, with what its faulty fields are by default; empty
   * where it is no object. Whether the values are within their bounds is not looked at.
   *
   * @param pointer where the value stands
   * @param faults where its faults are added
   */
  public static Optional<NewExecution> read(JsonValue value, String pointer, Faults faults) {
    return FieldReader.of(value, pointer, faults).map(NewExecutionDocument::read);
  }

  private static NewExecution read(FieldReader fields) {
    Instant runAt = fields.parsed("runAt", Timestamps::parse, Timestamps.RULE).orElse(null);
    Instant expiresAt = fields.parsed("expiresAt", Timestamps::parse, Timestamps.RULE).orElse(null);
    NewExecution execution = readWithoutTime(fields).withExpiresAt(expiresAt);
    fields.refuseOthers();
    return runAt == null ? execution : execution.withRunAt(runAt);
  }

  /** Reads what {@link #write} wrote of what is created at another's time. */
  static NewExecution readWritten(JsonValue value) {
    Faults faults = new Faults();
    Optional<NewExecution> execution =
        FieldReader.of(value, "", faults).map(NewExecutionDocument::readWithoutTime);
    faults.refuse();
    return execution.orElseThrow();
  }

  /** Reads the fields of what is created at another's time, which stand beside others. */
  static NewExecution readWithoutTime(FieldReader fields) {
    String type = fields.text("type").orElse(null);
    if (!fields.has("type")) {
      fields.refuse("type", "is required");
    }
    JsonValue input = fields.value("input").orElse(JsonValue.EMPTY_JSON_OBJECT);
    int priority = fields.whole("priority").map(FieldReader::toInt).orElse(0);
    int maxAttempts = fields.whole("maxAttempts").map(FieldReader::toInt).orElse(1);
    Long timeoutMs = fields.whole("timeoutMs").orElse(null);
    String queue = fields.text("queue").orElse(null);
    String key = fields.text("concurrencyKey").orElse(null);
    List<String> tags = fields.texts("tags").orElse(List.of());
    Backoff backoff = fields.object("backoff").map(BackoffDocument::read).orElse(null);
    return new NewExecution(
            type,
            input,
            priority,
            null,
            maxAttempts,
            timeoutMs,
            tags,
            null,
            null,
            backoff,
            queue,
            key)
        .withUnique(UniqueFields.read(fields));
  }
}
