package io.executions.api;

/** The form of the names of types. */
public final class TypeName {
  /** What a name of a type matches, from its beginning to its end. */
  public static final String PATTERN = "[a-z][a-z0-9._-]{0,99}";

  /** What is said of a text that does not. */
  public static final String RULE = "must match " + PATTERN;

  private TypeName() {}

  /** Returns whether a text may name a type; null may not. */
  public static boolean isLegal(String text) {
    return text != null && text.matches(PATTERN);
  }
}
