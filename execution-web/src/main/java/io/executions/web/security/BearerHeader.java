package io.executions.web.security;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the token from the {@code Authorization} header of a request (RFC 6750, section 2.1). */
final class BearerHeader {
  static final int MAX_LENGTH = 4096;

  /** The scheme in any case, then token68 of RFC 9110, section 11.2. */
  private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/-]++=*+)");

  private BearerHeader() {}

  /** Returns the token, or empty if these header fields are not exactly one that holds one. */
  static Optional<String> token(List<String> fields) {
    if (fields.size() != 1 || fields.get(0).length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = BEARER.matcher(fields.get(0));
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
