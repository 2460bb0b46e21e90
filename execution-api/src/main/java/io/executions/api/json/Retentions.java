package io.executions.api.json;

import io.executions.api.ClusterSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Retentions as JSON has them: an ISO-8601 duration such as {@code P30D}, or {@code none}. */
final class Retentions {
  private static final String NONE = "none";

  /** As the document of the interface says; the JDK takes signs and small letters, too. */
  private static final Pattern FORM =
      Pattern.compile(
          "P([0-9]++D|(?:[0-9]++D)?T(?=[0-9])(?:[0-9]++H)?(?:[0-9]++M)?"
              + "(?:[0-9]++([.][0-9]{1,9})?S)?)");

  private Retentions() {}

  /** Returns the retention, an empty inner value for none; empty if the text says neither. */
  static Optional<Optional<Duration>> parse(String text) {
    if (text.equals(NONE)) {
      return Optional.of(Optional.empty());
    }
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(text))
          .filter(ClusterSettings::isRetention)
          .map(Optional::of);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** Returns the retention that an answer says. */
  static Optional<Duration> read(String text) {
    return text.equals(NONE) ? Optional.empty() : Optional.of(Duration.parse(text));
  }

  static String write(Optional<Duration> retention) {
    return retention.map(Retentions::writeDuration).orElse(NONE);
  }

  /** With days, which {@link Duration#toString()} writes as hours. */
  private static String writeDuration(Duration duration) {
    long days = duration.toDays();
    Duration rest = duration.minusDays(days);
    if (days == 0) {
      return duration.toString();
    }
    return "P" + days + "D" + (rest.isZero() ? "" : rest.toString().substring(1));
  }
}
