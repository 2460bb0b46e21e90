package io.executions.handlers;

import java.util.stream.Stream;

/** Words for why something was thrown, also where the exception itself has none. */
final class Reason {
  private static final int MOST_CAUSES = 100;

  private Reason() {}

  /**
   * Returns what the failure says or, where it says nothing of use, what the first of its causes
   * says.
   */
  static String of(Throwable failure) {
    String own = words(failure);
    Throwable root = root(failure);
    String first = words(root).isEmpty() ? nameAndPlace(root) : words(root);
    if (own.isEmpty()) {
      return first;
    }
    return root == failure || own.contains(first) ? own : own + ": " + first;
  }

  /** Some libraries put the message of a cause that has none behind their own. */
  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() || message.matches("(?s)(.*: *)?null")
        ? ""
        : message;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < MOST_CAUSES; depth++) {
      root = root.getCause();
    }
    return root;
  }

  /** Checks of the JDK, such as {@code requireNonNull}, count as their caller's. */
  private static String nameAndPlace(Throwable failure) {
    String name = failure.getClass().getSimpleName();
    return Stream.of(failure.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("java."))
        .findFirst()
        .map(frame -> name + " at " + frame)
        .orElse(name);
  }
}
