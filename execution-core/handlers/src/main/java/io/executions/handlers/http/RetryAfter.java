package io.executions.handlers.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code Retry-After} (RFC 9110, section 10.2.3) of an answer that is only for now: seconds,
 * or a time, which is taken from the answer's own {@code Date}, so that no two clocks are compared.
 */
final class RetryAfter {
  private static final Set<Integer> FOR_NOW = Set.of(429, 503);
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** Returns how long to wait; empty if the answer does not say so. */
  static Optional<Duration> of(Answer answer) {
    return FOR_NOW.contains(answer.status())
        ? read(answer.header("Retry-After"), answer.header("Date"))
        : Optional.empty();
  }

  static Optional<Duration> read(String value, String date) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.strip();
    if (text.matches("[0-9]{1,%d}".formatted(MOST_DIGITS))) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    return time(text)
        .flatMap(until -> time(date).map(now -> Duration.between(now, until)))
        .filter(wait -> !wait.isNegative());
  }

  private static Optional<Instant> time(String text) {
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
