package io.executions.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code Prefer: wait=N} (RFC 7240); what is malformed or unknown is ignored, as it says. */
final class WaitPreference {
  static final String HEADER = "Prefer";
  static final String APPLIED_HEADER = "Preference-Applied";
  static final int MAX_SECONDS = 60;

  /** One preference: a token, an optional word or quoted string, parameters; then a comma. */
  private static final Pattern PREFERENCE =
      Pattern.compile(
          "\\s*([\\w!#$%&'*+.^`|~-]+)\\s*(?:=\\s*(?:\"([^\"]*)\"|([^\",;\\s]*)))?\\s*"
              + "(?:;(?:[^\",]|\"[^\"]*\")*)?(?:,|$)");

  private static final Pattern SECONDS = Pattern.compile("0*([0-9]{1,9})|[0-9]+");

  private WaitPreference() {}

  /** Returns how many seconds to wait, at most {@value #MAX_SECONDS}; empty if not asked to. */
  static Optional<Integer> read(HttpHeaders headers) {
    List<String> lines = headers.getRequestHeader(HEADER);
    return lines == null ? Optional.empty() : read(String.join(",", lines));
  }

  static Optional<Integer> read(String preferences) {
    Matcher matcher = PREFERENCE.matcher(preferences);
    int end = 0;
    while (end < preferences.length()) {
      matcher.region(end, preferences.length());
      if (!matcher.lookingAt()) {
        int comma = preferences.indexOf(',', end);
        end = comma < 0 ? preferences.length() : comma + 1;
      } else {
        // The first one counts, RFC 7240 section 2.
        if (matcher.group(1).equalsIgnoreCase("wait")) {
          return seconds(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        end = matcher.end();
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> seconds(String text) {
    Matcher matcher = SECONDS.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String digits = matcher.group(1);
    return Optional.of(
        digits == null ? MAX_SECONDS : Math.min(MAX_SECONDS, Integer.parseInt(digits)));
  }
}
