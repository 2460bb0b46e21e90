package io.executions.handlers.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for headers that an input gives. */
final class Headers {
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
  private static final Set<String> OF_THE_CLIENT =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private Headers() {}

  /** Returns what is wrong with a header, as a phrase; a name is judged before its value. */
  static Optional<String> fault(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("is no legal header name");
    }
    if (OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of("is set by the client itself and must not be given");
    }
    return VALUE.matcher(value).matches()
        ? Optional.empty()
        : Optional.of("must hold printable ASCII characters only");
  }
}
