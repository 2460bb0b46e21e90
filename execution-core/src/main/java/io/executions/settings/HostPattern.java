package io.executions.settings;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern of host names: one name, {@code *.} and a name for all names below it, or {@code *} for
 * every host. Case does not matter, nor does the dot at the end of a name. Immutable.
 *
 * @param text the pattern in lower case
 */
public record HostPattern(String text) {
  /** As the DNS has it. Without a bound, matching a list of labels would take all of the stack. */
  private static final int LONGEST = 255;

  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?";
  private static final Pattern FORM =
      Pattern.compile("\\*|(\\*\\.)?(" + LABEL + "\\.)*" + LABEL, Pattern.CASE_INSENSITIVE);
  // what resolvers take for an IPv4 address in one of its odd forms is no name
  private static final Pattern NUMERIC_END =
      Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)", Pattern.CASE_INSENSITIVE);

  /**
   * Returns the pattern that the text says.
   *
   * @throws IllegalArgumentException if it says none
   */
  public static HostPattern parse(String text) {
    if (text.length() > LONGEST
        || !FORM.matcher(text).matches()
        || NUMERIC_END.matcher(text).matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no host pattern");
    }
    return new HostPattern(text.toLowerCase(Locale.ROOT));
  }

  /** Returns whether the host, a name or an address, is one of this pattern. */
  public boolean matches(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    if (text.equals("*")) {
      return true;
    }
    return text.startsWith("*.")
        ? name.length() >= text.length() && name.endsWith(text.substring(1))
        : name.equals(text);
  }
}
