package io.executions.listener;

import java.util.function.IntUnaryOperator;

/** Finds where a request's head ends, and refuses at once what no head can hold. */
final class HeadEnd {
  /** The most bytes of a request line and its headers together. */
  static final int MOST_BYTES = 8192;

  static final Refusal TOO_LARGE =
      Refusal.of(431, "Request Header Fields Too Large", "The request headers are too large.");

  private static final Refusal TOO_LONG =
      Refusal.of(414, "URI Too Long", "The address is too long.");
  private static final int LONGEST_METHOD = 32;

  private HeadEnd() {}

  /**
   * Looks at what has come so far.
   *
   * @param bytes gives the byte at an index
   * @param limit how many there are
   * @return how many of them are the head, its empty line included, or -1 if more must come
   * @throws RefusedException if this cannot become a head
   */
  static int find(IntUnaryOperator bytes, int limit) {
    int lineStart = 0;
    int lines = 0;
    for (int index = 0; index < Math.min(limit, MOST_BYTES); index++) {
      int value = bytes.applyAsInt(index) & 0xff;
      boolean afterReturn = index > 0 && bytes.applyAsInt(index - 1) == '\r';
      if ((value == '\n') != afterReturn) {
        throw RequestHead.refused("Each line of a request head must end with CR and LF.");
      }
      if (value == '\n') {
        if (index == lineStart + 1) {
          if (lines == 0) {
            throw RequestHead.refused("The request line is not well-formed.");
          }
          return index + 1;
        }
        lineStart = index + 1;
        lines++;
      } else if (value != '\r' && value != '\t' && (value < ' ' || value > '~')) {
        throw RequestHead.refused("A request head must be printable ASCII.");
      }
    }
    if (limit < MOST_BYTES) {
      return -1;
    }
    throw new RefusedException(lines > 0 ? TOO_LARGE : tooLongALine(bytes));
  }

  private static Refusal tooLongALine(IntUnaryOperator bytes) {
    for (int index = 0; index < LONGEST_METHOD; index++) {
      if (bytes.applyAsInt(index) == ' ') {
        return TOO_LONG;
      }
    }
    return Refusal.malformed("The request line is not well-formed.");
  }
}
