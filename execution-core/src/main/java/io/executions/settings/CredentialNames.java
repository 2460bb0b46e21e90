package io.executions.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of HTTP headers that may carry a credential: what a viewer does not see, and what a
 * redirect to another origin does not get. A name that looks like it counts, since hiding too much
 * does little harm. Immutable.
 *
 * @param more what the setting adds, in lower case, with {@code *} for any characters
 */
public record CredentialNames(List<String> more) {
  /** What can be a part of such a name, wherever it stands. */
  private static final String PARTS =
      "auth|bearer|cookie|credential|csrf|dpop|hmac|jwt|key|passw|passphrase|passcode|saml|secret"
          + "|session|signature|ticket|token|xsrf|client-?cert";

  /** What is one only as a word. */
  private static final String WORDS = "\\b(pass|pwd|pin|otp|sid|sig|sign|signed|login)\\b";

  private static final Pattern BUILT_IN = Pattern.compile(PARTS + "|" + WORDS);

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** Names a request, not who sends it; hiding it would hide what it is for. */
  private static final String HARMLESS = "idempotency-key";

  /** Makes one of a copy of the list. */
  public CredentialNames {
    more = List.copyOf(more);
  }

  /**
   * Returns the built-in ones and those of a comma list, which may be empty.
   *
   * @throws IllegalArgumentException if one can be no header's name; the message follows the
   *     setting's name
   */
  public static CredentialNames parse(String list) {
    List<String> names =
        Stream.of(list.split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "is a comma list of header names, with * for any characters, and \"%s\" is none"
                .formatted(name));
      }
    }
    return new CredentialNames(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
  }

  /** Returns whether a header of that name may carry a credential; upper and lower case alike. */
  public boolean contain(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return BUILT_IN.matcher(lowerCase.replace('_', '-')).find() && !lowerCase.equals(HARMLESS)
        || more.stream().anyMatch(pattern -> matches(pattern, lowerCase));
  }

  private static boolean matches(String pattern, String name) {
    String expression =
        Stream.of(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .get();
    return name.matches(expression);
  }
}
