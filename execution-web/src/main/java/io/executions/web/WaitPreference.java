package io.executions.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code Prefer: wait=N} (RFC 7240). What is malformed or unknown is ignored, as the RFC
 * says. Read by hand, since a regular expression with quoted strings in a loop needs stack for each
 * character.
 */
final class WaitPreference {
  static final String HEADER = "Prefer";
  static final String APPLIED_HEADER = "Preference-Applied";
  static final int MAX_SECONDS = 60;

  private static final String NAME = "wait";
  private static final String DIGITS = "[0-9]+";
  private static final int MOST_DIGITS = 9;

  private WaitPreference() {}

  /** Returns how many seconds to wait, at most {@value #MAX_SECONDS}; empty if not asked to. */
  static Optional<Integer> read(HttpHeaders headers) {
    List<String> lines = headers.getRequestHeader(HEADER);
    return lines == null ? Optional.empty() : read(String.join(",", lines));
  }

  static Optional<Integer> read(String preferences) {
    // The first one counts, RFC 7240 section 2.
    return split(preferences, ',').stream()
        .map(preference -> split(preference, ';').get(0))
        .filter(preference -> nameOf(preference).equalsIgnoreCase(NAME))
        .findFirst()
        .flatMap(WaitPreference::seconds);
  }

  private static String nameOf(String preference) {
    int sign = preference.indexOf('=');
    return (sign < 0 ? preference : preference.substring(0, sign)).strip();
  }

  private static Optional<Integer> seconds(String preference) {
    String word = preference.substring(preference.indexOf('=') + 1).strip();
    boolean quoted = word.length() > 1 && word.startsWith("\"") && word.endsWith("\"");
    String number = quoted ? word.substring(1, word.length() - 1) : word;
    if (!number.matches(DIGITS)) {
      return Optional.empty();
    }
    String digits = withoutZeros(number);
    return Optional.of(
        digits.length() > MOST_DIGITS
            ? MAX_SECONDS
            : Math.min(MAX_SECONDS, Integer.parseInt(digits)));
  }

  private static String withoutZeros(String number) {
    int first = 0;
    while (first < number.length() - 1 && number.charAt(first) == '0') {
      first++;
    }
    return number.substring(first);
  }

  /** Splits where the separator stands outside quoted strings. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
