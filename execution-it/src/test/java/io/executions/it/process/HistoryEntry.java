package io.executions.it.process;

/**
 * One line that a handler wrote: {@code start} or {@code end}, the execution, its attempt, the
 * time.
 *
 * @param end whether the run ended there, else it started
 * @param nanos wall clock of the host
 */
record HistoryEntry(boolean end, long id, int attempt, long nanos) {
  static HistoryEntry parse(String line) {
    String[] words = line.split(" ");
    if (words.length != 4 || !words[0].matches("start|end")) {
      throw new IllegalArgumentException("Not a line of a history: " + line);
    }
    return new HistoryEntry(
        words[0].equals("end"),
        Long.parseLong(words[1]),
        Integer.parseInt(words[2]),
        Long.parseLong(words[3]));
  }
}
