package io.executions.store;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The figures of several queues. Not thread-safe. */
final class FiguresByQueue {
  private static final Pattern ENTRY =
      Pattern.compile("(?m)^(.*);(\\d{1,18});([\\d: ]*);([\\d: ]*)$");

  private final TreeMap<String, Figures> queues = new TreeMap<>();

  void add(Move end) {
    of(end.queue()).add(end);
  }

  void add(FiguresByQueue others) {
    others.queues.forEach((queue, figures) -> of(queue).add(figures));
  }

  private Figures of(String queue) {
    return queues.computeIfAbsent(queue, none -> new Figures());
  }

  /** Returns those of all queues together. */
  Figures all() {
    Figures all = new Figures();
    queues.values().forEach(all::add);
    return all;
  }

  Map<String, Figures> queues() {
    return queues;
  }

  /** Returns the name of the queue if there is one, and otherwise a line for each. */
  String text() {
    return queues.size() == 1
        ? queues.firstKey()
        : queues.entrySet().stream()
            .map(each -> text(each.getKey(), each.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private static String text(String queue, Figures figures) {
    return String.join(
        ";",
        queue,
        Long.toString(figures.ended()),
        figures.waited().text().orElse(""),
        figures.ran().text().orElse(""));
  }

  /**
   * Returns what a text says; what is no entry in it counts for nothing.
   *
   * @param text null where no queue counts: then all are those of a queue without a name
   * @param all the figures of all queues together
   */
  static FiguresByQueue parse(String text, Figures all) {
    FiguresByQueue figures = new FiguresByQueue();
    if (text == null || text.indexOf(';') < 0) {
      figures.of(text == null ? "" : text).add(all);
    } else {
      ENTRY.matcher(text).results().forEach(figures::add);
    }
    return figures;
  }

  private void add(MatchResult entry) {
    of(entry.group(1))
        .add(
            new Figures(
                Long.parseLong(entry.group(2)),
                Histogram.parse(entry.group(3)),
                Histogram.parse(entry.group(4))));
  }
}
