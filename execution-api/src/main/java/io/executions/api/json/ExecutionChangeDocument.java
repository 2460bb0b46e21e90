package io.executions.api.json;

import io.executions.api.ExecutionChange;
import io.executions.api.Faults;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** {@code ExecutionChange}. */
public final class ExecutionChangeDocument {
  private static final String NONE = "none";
  private static final String TIMEOUT = "timeoutMs";
  private static final String EXPIRY = "expiresAt";

  private ExecutionChangeDocument() {}

  /** Returns the document. */
  public static JsonObject write(ExecutionChange change) {
    return new SparseObject()
        .addTime("runAt", change.runAt())
        .addNumber("priority", change.priority().map(Integer::longValue))
        .addNumber("maxAttempts", change.maxAttempts().map(Integer::longValue))
        .addValue(TIMEOUT, change.timeout().map(ExecutionChangeDocument::write))
        .addText(EXPIRY, change.expiresAt().map(ExecutionChangeDocument::writeExpiry))
        .addText("queue", change.queue())
        .build();
  }

  private static JsonValue write(Optional<Duration> timeout) {
    return timeout
        .<JsonValue>map(bound -> Json.createValue(bound.toMillis()))
        .orElseGet(() -> Json.createValue(NONE));
  }

  private static String writeExpiry(Optional<Instant> expiry) {
    return expiry.map(Timestamps::write).orElse(NONE);
  }

  /**
   * Returns the change that a body describes; empty where it is no object. Whether the values are
   * within their bounds is not looked at.
   *
   * @param faults where its faults are added
   */
  public static Optional<ExecutionChange> read(JsonValue body, Faults faults) {
    return FieldReader.of(body, "", faults).map(ExecutionChangeDocument::read);
  }

  private static ExecutionChange read(FieldReader fields) {
    ExecutionChange change =
        new ExecutionChange(
            fields.parsed("runAt", Timestamps::parse, Timestamps.RULE),
            fields.whole("priority").map(FieldReader::toInt),
            fields.whole("maxAttempts").map(FieldReader::toInt),
            timeout(fields),
            fields.text("queue"),
            fields.parsed(EXPIRY, ExecutionChangeDocument::expiry, Timestamps.RULE + ", or none"));
    fields.refuseOthers();
    return change;
  }

  private static Optional<Optional<Instant>> expiry(String text) {
    return text.equals(NONE)
        ? Optional.of(Optional.empty())
        : Timestamps.parse(text).map(Optional::of);
  }

  private static Optional<Optional<Duration>> timeout(FieldReader fields) {
    Optional<JsonValue> given = fields.value(TIMEOUT).filter(value -> value != JsonValue.NULL);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (given.get() instanceof JsonString text && text.getString().equals(NONE)) {
      return Optional.of(Optional.empty());
    }
    if (given.get() instanceof JsonNumber) {
      return fields.whole(TIMEOUT).map(millis -> Optional.of(Duration.ofMillis(millis)));
    }
    fields.refuse(TIMEOUT, "must be a whole number, or none");
    return Optional.empty();
  }
}
