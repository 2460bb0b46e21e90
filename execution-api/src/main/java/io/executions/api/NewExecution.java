package io.executions.api;

import jakarta.json.JsonValue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

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
 * @param tags by which it is found, at most {@value TagName#MOST} that match {@value
 *     TagName#PATTERN}; the same one twice counts once
 * @param unique by which key it is the only one of its type; null for none
 * @param expiresAt what has not started by then is cancelled; in the future and after {@code
 *     runAt}; null for never
 * @param backoff how long it waits between attempts; null for as its handler says
 * @param queue the queue it goes into, of the form of a type; null for the one that its handler
 *     names, or else {@code default}
 * @param concurrencyKey what it is about, 1 to 255 characters but NUL, compared by bytes: of one
 *     queue and key, no more run at a time than {@link QueueSettings#maxConcurrentPerKey()} says;
 *     null for none
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
        Long timeoutMs,
    List<String> tags,
    Unique unique,
    Instant expiresAt,
    Backoff backoff,
    @Pattern(regexp = TypeName.PATTERN, message = TypeName.RULE) String queue,
    @Pattern(regexp = KEY_PATTERN, message = KEY_RULE) String concurrencyKey) {

  /** The longest time-out, about 31 years: what a timer can still count. */
  public static final long MAX_TIMEOUT_MS = 1_000_000_000_000L;

  /** The queue of what names none. */
  public static final String DEFAULT_QUEUE = "default";

  /** What a concurrency key matches: by code points. */
  private static final String KEY_PATTERN = "(?s)[^\\x00\\p{Cs}]{1,255}";

  private static final String KEY_RULE = "must have 1 to 255 characters, none of them NUL";
  private static final String PRIORITY_RANGE = "must be from -1000 to 1000";
  private static final String ATTEMPTS_RANGE = "must be from 1 to 100";
  private static final String TIMEOUT_RANGE = "must be from 1 to 1000000000000";

  /** Copies the tags. */
  public NewExecution {
    tags = List.copyOf(tags);
  }

  /** Returns an execution of that type with an empty input and all defaults. */
  public static NewExecution of(String type) {
    return new NewExecution(
        type,
        JsonValue.EMPTY_JSON_OBJECT,
        0,
        null,
        1,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null);
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
    return with(draft -> draft.input = newInput);
  }

  /** Returns a copy with that priority. */
  public NewExecution withPriority(int newPriority) {
    return with(draft -> draft.priority = newPriority);
  }

  /** Returns a copy that is not claimed before that time. */
  public NewExecution withRunAt(Instant newRunAt) {
    return with(draft -> draft.runAt = newRunAt);
  }

  /** Returns a copy with that many attempts. */
  public NewExecution withMaxAttempts(int newMaxAttempts) {
    return with(draft -> draft.maxAttempts = newMaxAttempts);
  }

  /** Returns a copy whose attempts may each run for so long, in whole milliseconds. */
  public NewExecution withTimeout(Duration newTimeout) {
    return with(draft -> draft.timeoutMs = newTimeout.toMillis());
  }

  /** Returns a copy in that queue; null for that of its type. */
  public NewExecution withQueue(String newQueue) {
    return with(draft -> draft.queue = newQueue);
  }

  /** Returns a copy with that concurrency key; null for none. */
  public NewExecution withConcurrencyKey(String newKey) {
    return with(draft -> draft.concurrencyKey = newKey);
  }

  /** Returns a copy with these tags and no others. */
  public NewExecution withTags(String... newTags) {
    return with(draft -> draft.tags = List.of(newTags));
  }

  /** Returns a copy that is the only one of its type by that key. */
  public NewExecution withUnique(Unique newUnique) {
    return with(draft -> draft.unique = newUnique);
  }

  /** Returns a copy that is cancelled unless it has started by then. */
  public NewExecution withExpiresAt(Instant newExpiresAt) {
    return with(draft -> draft.expiresAt = newExpiresAt);
  }

  /** Returns a copy that waits so long between attempts. */
  public NewExecution withBackoff(Backoff newBackoff) {
    return with(draft -> draft.backoff = newBackoff);
  }

  private NewExecution with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.execution();
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

  /** A copy while it is changed. */
  private static final class Draft {
    private final String type;
    private JsonValue input;
    private int priority;
    private Instant runAt;
    private int maxAttempts;
    private Long timeoutMs;
    private String queue;
    private String concurrencyKey;
    private List<String> tags;
    private Unique unique;
    private Instant expiresAt;
    private Backoff backoff;

    private Draft(NewExecution from) {
      type = from.type;
      input = from.input;
      priority = from.priority;
      runAt = from.runAt;
      maxAttempts = from.maxAttempts;
      timeoutMs = from.timeoutMs;
      queue = from.queue;
      concurrencyKey = from.concurrencyKey;
      tags = from.tags;
      unique = from.unique;
      expiresAt = from.expiresAt;
      backoff = from.backoff;
    }

    private NewExecution execution() {
      return new NewExecution(
          type,
          input,
          priority,
          runAt,
          maxAttempts,
          timeoutMs,
          tags,
          unique,
          expiresAt,
          backoff,
          queue,
          concurrencyKey);
    }
  }
}
