package io.executions.engine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Words for what a handler threw: one readable line for everybody, and the detail for operators.
 */
final class ErrorText {
  private static final int MAX_MESSAGE = 1000;
  private static final int MAX_DETAIL = 16_384;

  /** Control characters of all of Unicode, and all that breaks a line. */
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\s\\u2028\\u2029]+");

  private static final int MOST_CAUSES = 100;

  private ErrorText() {}

  static String message(Throwable failure) {
    String message = line(ownMessage(failure));
    String simpleName = failure.getClass().getSimpleName();
    String name = simpleName.isEmpty() ? failure.getClass().getName() : simpleName;
    if (message.isEmpty()) {
      String words = line(ownMessage(worded(failure)));
      return line(words.isEmpty() ? name : name + ": " + words);
    }
    return failure instanceof Error ? line(name + ": " + message) : message;
  }

  /** Returns what was thrown, with words, and what was thrown first: servers wrap it. */
  static String withRoot(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
      root = root.getCause();
    }
    String outer = message(worded(failure));
    String inner = message(root);
    return line(outer.contains(inner) ? outer : outer + ": " + inner);
  }

  /** Returns the first one in the chain that has words, or the last of all. */
  private static Throwable worded(Throwable failure) {
    Throwable worded = failure;
    for (int depth = 0; line(ownMessage(worded)).isEmpty() && depth < MOST_CAUSES; depth++) {
      if (worded.getCause() == null) {
        break;
      }
      worded = worded.getCause();
    }
    return worded;
  }

  /** Returns the text as one line without control characters, cut to what its column holds. */
  static String line(String text) {
    String beginning = cut(text.stripLeading(), 4 * MAX_MESSAGE);
    return cut(BREAKS.matcher(beginning).replaceAll(" ").strip(), MAX_MESSAGE);
  }

  static String detail(Throwable failure) {
    StringWriter text = new StringWriter();
    try {
      failure.printStackTrace(new PrintWriter(text));
    } catch (RuntimeException | Error e) {
      // Its own getMessage() failed, say; what it is must be told all the same.
      text.append(failure.getClass().getName());
    }
    return cut(text.toString().replace("\0", ""), MAX_DETAIL);
  }

  /** Returns what was thrown and its causes, a line each, without where in the code that was. */
  static String words(Throwable failure) {
    StringBuilder text = new StringBuilder(message(failure));
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      text.append("\nCaused by: ").append(cause.getClass().getName());
      String words = line(ownMessage(cause));
      if (!words.isEmpty()) {
        text.append(": ").append(words);
      }
      cause = cause.getCause();
    }
    return cut(text.toString().replace("\0", ""), MAX_DETAIL);
  }

  private static String ownMessage(Throwable failure) {
    try {
      return Objects.requireNonNullElse(failure.getMessage(), "");
    } catch (RuntimeException | Error e) {
      return "";
    }
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end);
  }
}
