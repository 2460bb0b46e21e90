package io.executions.api.json;

import io.executions.api.Faults;
import io.executions.api.NewExecution;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/** {@code NewExecution}. */
public final class NewExecutionDocument {
  private NewExecutionDocument() {}

  /** Returns the document. */
  public static JsonObject write(NewExecution execution) {
    return new SparseObject()
        .add("type", execution.type())
        .add("input", execution.input())
        .add("priority", execution.priority())
        .add("maxAttempts", execution.maxAttempts())
        .addTime("runAt", Optional.ofNullable(execution.runAt()))
        .addNumber("timeoutMs", Optional.ofNullable(execution.timeoutMs()))
        .build();
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
    NewExecution execution = readWithoutTime(fields);
    fields.refuseOthers();
    return runAt == null ? execution : execution.withRunAt(runAt);
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
    return new NewExecution(type, input, priority, null, maxAttempts, timeoutMs);
  }
}
