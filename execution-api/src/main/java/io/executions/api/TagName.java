package io.executions.api;

import java.util.regex.Pattern;

/** What tags of executions look like. */
public final class TagName {
  /** The regular expression that a tag matches. */
  public static final String PATTERN = "[A-Za-z0-9._:-]{1,100}";

  /** How many tags an execution has at most. */
  public static final int MOST = 10;

  /** The rule in words, as it follows the name of a faulty field. */
  public static final String RULE = "must match " + PATTERN;

  private static final Pattern COMPILED = Pattern.compile(PATTERN);

  private TagName() {}

  /** Returns whether the text is a tag. */
  public static boolean isLegal(String text) {
    return COMPILED.matcher(text).matches();
  }
}
