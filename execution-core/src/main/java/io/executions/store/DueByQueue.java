package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The first due executions of several queues: by rank and priority, and among equals one of each
 * queue in turn. Only a few of each line are read at first, and more where these do not suffice.
 *
 * @param types those that may be claimed
 * @param passedOver those that do not count: a line is read past them
 */
record DueByQueue(
    Sql sql, QueueRooms rooms, QueueTurns turns, Collection<String> types, Set<Long> passedOver) {
  private static final int FEW_LINES = 4;
  private static final int FEW = 8;

  /**
   * What was read of a line.
   *
   * @param counting those that are not passed over
   * @param met how many are
   * @param last behind which others may stand that would count; null where none may
   */
  private record OfLine(List<Candidate> counting, int met, Candidate last) {
    static OfLine of(List<Candidate> all, Set<Long> passedOver) {
      List<Candidate> counting =
          all.stream().filter(each -> !passedOver.contains(each.due().id())).toList();
      Candidate last = all.stream().max(Candidate.OF_QUEUE).orElse(null);
      return new OfLine(counting, all.size() - counting.size(), last);
    }

    OfLine whole() {
      return new OfLine(counting, met, null);
    }
  }

  /**
   * Returns the first ones of these lines, in the order of claims.
   *
   * @param enough how many are asked for
   * @param most how many more it may return, where it has read them anyway
   */
  List<Due> first(int enough, int most, List<Line> lines) throws SQLException {
    Map<Boolean, List<Line>> all =
        lines.stream()
            .filter(line -> rooms.left(line.queue()) > 0)
            .collect(Collectors.partitioningBy(line -> rooms.takesTurns(line.queue())));
    List<Candidate> inTurns = inTurns(all.get(true), most);
    List<Line> open = all.get(false);
    int deep = open.size() <= FEW_LINES ? most : Math.max(FEW, 4 * most / open.size());
    int levels = Math.min(FirstOfLines.MOST_LEVELS, 1 + most / Math.max(1, open.size()));
    int depth = levels * open.size() < enough ? deep : levels;
    while (true) {
      Collection<OfLine> read = read(open, depth, most).values();
      List<Candidate> order =
          inTurn(
              Stream.concat(
                  inTurns.stream(), read.stream().flatMap(line -> line.counting().stream())));
      List<Candidate> cut = read.stream().map(OfLine::last).filter(Objects::nonNull).toList();
      List<Due> first = accepted(order, cut, most);
      if (cut.isEmpty() || first.size() >= enough || depth >= most) {
        return first;
      }
      depth = depth < deep ? deep : Math.min(most, 4 * depth);
    }
  }

  /** Reads those of the queues whose keys take turns. */
  private List<Candidate> inTurns(List<Line> lines, int most) throws SQLException {
    Map<String, List<Line>> byQueue =
        lines.stream()
            .collect(Collectors.groupingBy(Line::queue, LinkedHashMap::new, Collectors.toList()));
    List<Candidate> all = new ArrayList<>();
    for (Map.Entry<String, List<Line>> each : byQueue.entrySet()) {
      String queue = each.getKey();
      all.addAll(
          new FairTurns(sql, rooms.lastTurns(queue), types, passedOver)
              .first(Math.min(most, rooms.left(queue)), each.getValue()));
    }
    return all;
  }

  /** Reads so many of each line, and more of those in which it meets some that do not count. */
  private Map<Line, OfLine> read(List<Line> lines, int depth, int most) throws SQLException {
    Map<Line, OfLine> read = new HashMap<>();
    Map<Line, Integer> limits = new LinkedHashMap<>();
    lines.forEach(line -> limits.put(line, limit(line, depth, most)));
    while (!limits.isEmpty()) {
      Map<Line, List<Candidate>> rows = new FirstOfLines(sql).read(limits);
      for (Line line : List.copyOf(limits.keySet())) {
        OfLine all = OfLine.of(rows.getOrDefault(line, List.of()), passedOver);
        boolean cut = all.met() + all.counting().size() == limits.get(line);
        boolean lacks = all.counting().size() < Math.min(most, rooms.left(line.queue()));
        read.put(line, cut && lacks ? all : all.whole());
        int deeper = limit(line, depth, most) + Math.min(passedOver.size(), 2 * all.met());
        if (cut && all.counting().size() < limit(line, depth, most) && deeper > limits.get(line)) {
          limits.put(line, deeper);
        } else {
          limits.remove(line);
        }
      }
    }
    return read;
  }

  private int limit(Line line, int depth, int most) {
    return Math.min(Math.min(depth, most), rooms.left(line.queue()));
  }

  /** Puts them in the order of claims. */
  private List<Candidate> inTurn(Stream<Candidate> read) {
    Map<List<Object>, Integer> places = new HashMap<>();
    List<Candidate> order = new ArrayList<>();
    for (Candidate each : read.sorted(Candidate.OF_QUEUE).toList()) {
      List<Object> equals = List.of(each.due().queue(), each.holder(), each.priority());
      order.add(each.inRound(places.merge(equals, 1, Integer::sum)));
    }
    order.sort(
        Candidate.BY_LEVEL
            .thenComparingInt(Candidate::round)
            .thenComparingLong(each -> turns.last(each.due().queue()))
            .thenComparing(each -> each.due().queue())
            .thenComparing(Candidate.OF_QUEUE));
    return order;
  }

  /**
   * Takes them as far as the order is known: where a line was cut off, up to that rank and
   * priority, and there as many of each queue as are certain to be the first ones of that line's
   * queue.
   */
  private List<Due> accepted(List<Candidate> order, Collection<Candidate> cut, int most) {
    Candidate last = cut.stream().min(Candidate.BY_LEVEL).orElse(null);
    long rounds =
        cut.stream()
            .filter(each -> Candidate.BY_LEVEL.compare(each, last) == 0)
            .mapToLong(each -> upTo(each, order))
            .min()
            .orElse(Long.MAX_VALUE);
    Map<String, Integer> taken = new HashMap<>();
    List<Due> first = new ArrayList<>();
    for (Candidate each : order) {
      int level = last == null ? -1 : Candidate.BY_LEVEL.compare(each, last);
      if (first.size() == most || level > 0 || level == 0 && each.round() > rounds) {
        break;
      }
      String queue = each.due().queue();
      if (taken.merge(queue, 1, Integer::sum) <= rooms.left(queue)) {
        first.add(each.due());
      }
    }
    return first;
  }

  /** Returns how many of its queue, rank and priority stand up to that one. */
  private static long upTo(Candidate last, List<Candidate> order) {
    return order.stream()
        .filter(each -> each.due().queue().equals(last.due().queue()))
        .filter(each -> Candidate.BY_LEVEL.compare(each, last) == 0)
        .filter(each -> Candidate.OF_QUEUE.compare(each, last) <= 0)
        .count();
  }
}
