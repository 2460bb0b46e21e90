package io.executions.engine;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * Words for what a handler threw: one readable line for everybody, and the detail for operators.
 */
final class ErrorText {
  private static final int MAX_MESSAGE = 1000;
  private static final int MAX_DETAIL = 16_384;

  private ErrorText() {}

  static String message(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name;
    }
    return line(failure instanceof Error ? name + ": " + message : message);
  }

  /** Returns the message of what was thrown first: servers wrap it, sometimes without words. */
  static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return message(root);
  }

  /** Returns the text as one line without control characters, cut to what its column holds. */
  static String line(String text) {
    return cut(text.strip().replaceAll("[\\p{Cntrl}\\s]+", " "), MAX_MESSAGE);
  }

  static String detail(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return cut(text.toString().replace("\0", ""), MAX_DETAIL);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
