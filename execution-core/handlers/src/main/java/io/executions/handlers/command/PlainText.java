package io.executions.handlers.command;

/** Text of unknown origin made fit for a message. */
final class PlainText {
  private static final int LONGEST = 500;
  private static final String TERMINAL_SEQUENCES = "\\x1b\\[[0-?]*[ -/]*[@-~]";

  private PlainText() {}

  /** Returns the text without control characters, and at most 500 characters of it. */
  static String text(String text) {
    String plain = text.replaceAll(TERMINAL_SEQUENCES, "").replaceAll("\\p{Cntrl}+", " ").strip();
    if (plain.codePointCount(0, plain.length()) <= LONGEST) {
      return plain;
    }
    return plain.substring(0, plain.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }
}
