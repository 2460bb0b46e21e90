package io.executions.api;

import jakarta.json.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;

/**
 * What to create. Immutable: each {@code with} method returns a changed copy.
 *
 * <pre>{@code
 * service.createExecution(
 *     NewExecution.of("send-invoice", new Invoice(42)).withMaxAttempts(5).withPriority(10));
 * }</pre>
 *
 * @param type names the handler, {@code [a-z][a-z0-9._-]{0,99}}
 * @param input any JSON value; an empty object by default
 * @param priority -1000 to 1000, higher first; 0 by default
 * @param runAt not before this time (years 1970 to 9999); null for at once
 * @param maxAttempts 1 to 100 attempts before it is failed; 1 by default
 * @param timeoutMs milliseconds that one attempt may run, at least 1; null for no bound
 */
public record NewExecution(
    @NotNull(message = "is required") @Pattern(regexp = TypeName.PATTERN, message = TypeName.RULE)
        String type,
    @NotNull(message = "is required") JsonValue input,
    @Min(value = -1000, message = PRIORITY_RANGE) @Max(value = 1000, message = PRIORITY_RANGE)
        int priority,
    Instant runAt,
    @Min(value = 1, message = ATTEMPTS_RANGE) @Max(value = 100, message = ATTEMPTS_RANGE)
        int maxAttempts,
    @Min(value = 1, message = TIMEOUT_RANGE) @Max(value = MAX_TIMEOUT_MS, message = TIMEOUT_RANGE)
        Long timeoutMs) {

  /** The longest time-out, about 31 years: what a timer can still count. */
  public static final long MAX_TIMEOUT_MS = 1_000_000_000_000L;

  private static final String PRIORITY_RANGE = "must be from -1000 to 1000";
  private static final String ATTEMPTS_RANGE = "must be from 1 to 100";
  private static final String TIMEOUT_RANGE = "must be from 1 to 1000000000000";

  /** Returns an execution of that type with an empty input and all defaults. */
  public static NewExecution of(String type) {
    return new NewExecution(type, JsonValue.EMPTY_JSON_OBJECT, 0, null, 1, null);
  }

  /**
   * Returns an execution of that type with that input and all other defaults.
   *
   * @param input a {@link JsonValue}, or anything that JSON-B can write; null for JSON null
   * @throws IllegalArgumentException if JSON-B cannot write it
   */
  public static NewExecution of(String type, Object input) {
    return of(type).withInput(toJson(input));
  }

  /** Returns a copy with that input. */
  public NewExecution withInput(JsonValue newInput) {
    return new NewExecution(type, newInput, priority, runAt, maxAttempts, timeoutMs);
  }

  /** Returns a copy with that priority. */
  public NewExecution withPriority(int newPriority) {
    return new NewExecution(type, input, newPriority, runAt, maxAttempts, timeoutMs);
  }

  /** Returns a copy that is not claimed before that time. */
  public NewExecution withRunAt(Instant newRunAt) {
    return new NewExecution(type, input, priority, newRunAt, maxAttempts, timeoutMs);
  }

  /** Returns a copy with that many attempts. */
  public NewExecution withMaxAttempts(int newMaxAttempts) {
    return new NewExecution(type, input, priority, runAt, newMaxAttempts, timeoutMs);
  }

  /** Returns a copy whose attempts may each run for so long, in whole milliseconds. */
  public NewExecution withTimeout(Duration newTimeout) {
    return new NewExecution(type, input, priority, runAt, maxAttempts, newTimeout.toMillis());
  }

  private static JsonValue toJson(Object value) {
    if (value == null) {
      return JsonValue.NULL;
    }
    if (value instanceof JsonValue json) {
      return json;
    }
    return BoundInput.of(value);
  }
}
