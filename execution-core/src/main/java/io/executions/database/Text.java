package io.executions.database;

/**
 * A text that is to be stored, with the room that it takes.
 *
 * @param value the text itself
 * @param bytes how many bytes of UTF-8 it has
 * @param quotedBytes how many it has at most within a statement, where drivers write a backslash
 *     before some characters
 */
public record Text(String value, long bytes, long quotedBytes) {
  private static final int QUOTES = 2;

  /** Returns how many bytes a text has, null for none. */
  public static long bytes(Text text) {
    return text == null ? 0 : text.bytes();
  }

  /** Measures a text, without making its bytes; null for null. */
  public static Text of(String value) {
    if (value == null) {
      return null;
    }
    long bytes = 0;
    long escaped = 0;
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (unit < 0x80) {
        bytes++;
        escaped += unit == '\'' || unit == '"' || unit == '\\' || unit == 0 ? 1 : 0;
      } else {
        // Each half of a pair is two of its four bytes.
        bytes += unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
      }
    }
    return new Text(value, bytes, bytes + escaped + QUOTES);
  }
}
