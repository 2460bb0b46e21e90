package io.executions.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The form of a retention: how long ended executions are kept. The rule is that of {@code
 * ClusterSettings}, which is not there when the settings are read; a test holds the two together.
 */
final class Retention {
  /** The longest retention, a hundred years. */
  static final Duration MAX = Duration.ofDays(36_525);

  static final String RULE =
      "must be an ISO-8601 duration of days and smaller units, such as P30D or PT12H, at most"
          + " P36525D, or none";

  private Retention() {}

  /**
   * Returns the duration that the text says.
   *
   * @throws IllegalArgumentException if it is none, negative or longer than {@link #MAX}
   */
  static Duration parse(String text) {
    try {
      Duration retention = Duration.parse(text);
      if (retention.isNegative() || retention.compareTo(MAX) > 0) {
        throw new IllegalArgumentException(RULE);
      }
      return retention;
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(RULE, e);
    }
  }
}
