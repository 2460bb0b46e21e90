package io.executions.it.history;

import java.util.Locale;

/**
 * One line that a handler wrote: what happened, the execution, its attempt, the time.
 *
 * @param nanos wall clock of the host
 */
public record HistoryEntry(Event event, long id, int attempt, long nanos) {
  /** What a handler writes down. */
  public enum Event {
    START,
    /** It was told to stop, and noticed. */
    TOLD,
    END
  }

  /** Reads a line such as {@code start 7 1 1700000000000000000}. */
  public static HistoryEntry parse(String line) {
    String[] words = line.split(" ");
    if (words.length != 4 || !words[0].matches("start|told|end")) {
      throw new IllegalArgumentException("Not a line of a history: " + line);
    }
    return new HistoryEntry(
        Event.valueOf(words[0].toUpperCase(Locale.ROOT)),
        Long.parseLong(words[1]),
        Integer.parseInt(words[2]),
        Long.parseLong(words[3]));
  }

  public boolean start() {
    return event == Event.START;
  }

  public boolean end() {
    return event == Event.END;
  }
}
