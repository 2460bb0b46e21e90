package io.executions.store;

/** How much room a text takes, without making its bytes. */
public final class TextSize {
  private TextSize() {}

  /** Returns how many bytes of UTF-8 a text has; none where there is no text. */
  public static long bytes(String text) {
    if (text == null) {
      return 0;
    }
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (unit < 0x80) {
        bytes += 1;
      } else {
        // Each half of a pair is two of its four bytes.
        bytes += unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
      }
    }
    return bytes;
  }

  /**
   * Returns how many bytes at most a text has within a statement: drivers write a backslash before
   * each of some characters.
   */
  static long quoted(String text) {
    if (text == null) {
      return 0;
    }
    long escaped =
        text.chars()
            .filter(unit -> unit == '\'' || unit == '"' || unit == '\\' || unit == 0)
            .count();
    return bytes(text) + escaped + 2;
  }
}
