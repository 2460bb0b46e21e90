package io.executions.store;

import io.executions.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first due executions of several queues: by rank and priority, and among equals one of each
 * queue in turn. Only a few of each line are read at first, and more where these do not suffice.
 *
 * @param passedOver those that do not count: a line is read past them
 */
record DueByQueue(Sql sql, QueueRooms rooms, QueueTurns turns, Set<Long> passedOver) {
  private static final int FEW_LINES = 4;
  private static final int LEAST = 8;
  private static final int LINES_AT_ONCE = 64;

  private static final String OF_LINE =
      """
      (SELECT id, type, queue, input_bytes, holder, priority, run_at FROM execution {work}
        WHERE holder = ? AND type = ? AND queue = ? ORDER BY priority DESC, run_at, id LIMIT ?)
      """;

  /**
   * One that was read.
   *
   * @param round how many of its queue, rank and priority are ahead of it
   */
  private record Candidate(Due due, int holder, int priority, long runAt, int round) {
    static Candidate read(ResultSet row) throws SQLException {
      return new Candidate(
          new Due(
              row.getLong("id"),
              row.getString("type"),
              row.getString("queue"),
              row.getLong("input_bytes")),
          row.getInt("holder"),
          row.getInt("priority"),
          row.getLong("run_at"),
          0);
    }

    Candidate at(int place) {
      return new Candidate(due, holder, priority, runAt, place);
    }

    /** MariaDB finds a damaged name with blanks at its end by the name without. */
    Line line() {
      return new Line(holder, due.type().stripTrailing(), due.queue().stripTrailing());
    }
  }

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
      Candidate last = all.stream().max(OF_QUEUE).orElse(null);
      return new OfLine(counting, all.size() - counting.size(), last);
    }

    OfLine whole() {
      return new OfLine(counting, met, null);
    }
  }

  private static final Comparator<Candidate> BY_RANK =
      Comparator.comparingInt(Candidate::holder)
          .thenComparing(Comparator.comparingInt(Candidate::priority).reversed());

  private static final Comparator<Candidate> OF_QUEUE =
      BY_RANK
          .thenComparingLong(Candidate::runAt)
          .thenComparingLong(candidate -> candidate.due().id());

  /** Returns up to so many of these lines, in the order of claims. */
  List<Due> first(int most, List<Line> lines) throws SQLException {
    List<Line> open = lines.stream().filter(line -> rooms.left(line.queue()) > 0).toList();
    int depth = open.size() <= FEW_LINES ? most : Math.max(LEAST, 4 * most / open.size());
    while (true) {
      Collection<OfLine> read = read(open, depth, most).values();
      List<Candidate> order = inTurn(read.stream().flatMap(line -> line.counting().stream()));
      Candidate last =
          read.stream().map(OfLine::last).filter(Objects::nonNull).min(BY_RANK).orElse(null);
      List<Due> first = accepted(order, last, most);
      if (last == null || first.size() == most || depth >= most) {
        return first;
      }
      depth = Math.min(most, 4 * depth);
    }
  }

  /** Reads so many of each line, and more of those in which it meets some that do not count. */
  private Map<Line, OfLine> read(List<Line> lines, int depth, int most) throws SQLException {
    Map<Line, OfLine> read = new HashMap<>();
    Map<Line, Integer> limits = new LinkedHashMap<>();
    lines.forEach(line -> limits.put(line, limit(line, depth, most)));
    while (!limits.isEmpty()) {
      Map<Line, List<Candidate>> rows = rows(limits);
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

  private Map<Line, List<Candidate>> rows(Map<Line, Integer> limits) throws SQLException {
    List<Line> lines = List.copyOf(limits.keySet());
    Map<Line, List<Candidate>> rows = new HashMap<>();
    for (int from = 0; from < lines.size(); from += LINES_AT_ONCE) {
      List<Line> some = lines.subList(from, Math.min(lines.size(), from + LINES_AT_ONCE));
      List<Object> parameters = new ArrayList<>();
      for (Line line : some) {
        Collections.addAll(parameters, line.holder(), line.type(), line.queue(), limits.get(line));
      }
      for (int i = 0; i < Sql.padding(some.size()); i++) {
        Collections.addAll(parameters, 0, "", "", 0);
      }
      String branches = Sql.branches(OF_LINE, some.size());
      sql.list(branches, Candidate::read, parameters.toArray())
          .forEach(each -> rows.computeIfAbsent(each.line(), line -> new ArrayList<>()).add(each));
    }
    return rows;
  }

  /** Puts them in the order of claims. */
  private List<Candidate> inTurn(Stream<Candidate> read) {
    Map<List<Object>, Integer> places = new HashMap<>();
    List<Candidate> order = new ArrayList<>();
    for (Candidate each : read.sorted(OF_QUEUE).toList()) {
      List<Object> equals = List.of(each.due().queue(), each.holder(), each.priority());
      order.add(each.at(places.merge(equals, 1, Integer::sum)));
    }
    order.sort(
        BY_RANK
            .thenComparingInt(Candidate::round)
            .thenComparingLong(each -> turns.last(each.due().queue()))
            .thenComparing(each -> each.due().queue())
            .thenComparing(OF_QUEUE));
    return order;
  }

  /**
   * Takes them as far as the order is known. Of the rank and priority where a line was cut off,
   * turns are right as far as all queues were read.
   */
  private List<Due> accepted(List<Candidate> order, Candidate last, int most) {
    Map<String, Integer> taken = new HashMap<>();
    List<Due> first = new ArrayList<>();
    for (Candidate each : order) {
      if (first.size() == most || last != null && BY_RANK.compare(each, last) > 0) {
        break;
      }
      String queue = each.due().queue();
      if (taken.merge(queue, 1, Integer::sum) <= rooms.left(queue)) {
        first.add(each.due());
      }
    }
    return first;
  }
}
