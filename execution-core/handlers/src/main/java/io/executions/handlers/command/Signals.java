package io.executions.handlers.command;

import java.util.Map;

/** Names of the signals that end a process (signal(7), the numbers that all Linux ports share). */
final class Signals {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(1, "HUP"),
          Map.entry(2, "INT"),
          Map.entry(3, "QUIT"),
          Map.entry(4, "ILL"),
          Map.entry(6, "ABRT"),
          Map.entry(8, "FPE"),
          Map.entry(9, "KILL"),
          Map.entry(11, "SEGV"),
          Map.entry(13, "PIPE"),
          Map.entry(14, "ALRM"),
          Map.entry(15, "TERM"));

  private Signals() {}

  /** Returns a note for an exit code above 128 by that much; empty if it means no known signal. */
  static String note(int number) {
    String name = NAMES.get(number);
    return name == null ? "" : " (signal " + name + ")";
  }
}
