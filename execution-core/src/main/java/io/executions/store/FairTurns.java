package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The first due executions of a fair queue, whose keys take turns: of each rank and priority one of
 * each key, beginning behind the one that had its turn last, then another one of each, and so on.
 * Those without a key count as one key.
 *
 * @param last which key had its turn last
 * @param types those that may be claimed
 * @param passedOver those that do not count
 */
record FairTurns(Sql sql, LastTurns last, Collection<String> types, Set<Long> passedOver) {
  private static final String NEXT_PRIORITY =
      """
      SELECT priority FROM execution {work}
       WHERE holder = ? AND type = ? AND queue = ? AND priority < ?
       ORDER BY holder, type, queue, priority DESC LIMIT 1
      """;

  /** Returns up to so many of the lines, which are of one queue, in the order of claims. */
  List<Candidate> first(int most, Collection<Line> lines) throws SQLException {
    Map<Integer, List<Line>> byRank = new TreeMap<>();
    lines.forEach(
        line -> byRank.computeIfAbsent(line.holder(), none -> new ArrayList<>()).add(line));
    List<Candidate> first = new ArrayList<>();
    for (List<Line> ofRank : byRank.values()) {
      Map<Line, Integer> highest = below(Integer.MAX_VALUE, ofRank);
      while (!highest.isEmpty() && first.size() < most) {
        int priority = Collections.max(highest.values());
        List<Line> equals =
            ofRank.stream()
                .filter(line -> highest.getOrDefault(line, priority - 1) == priority)
                .toList();
        first.addAll(ofLevel(equals, priority, most - first.size()));
        highest.keySet().removeAll(equals);
        highest.putAll(below(priority, equals));
      }
    }
    return first;
  }

  /** Returns the next lower priority of each line that has one. */
  private Map<Line, Integer> below(int priority, List<Line> lines) throws SQLException {
    Map<Line, Integer> next = new HashMap<>();
    for (Line line : lines) {
      sql.first(
              NEXT_PRIORITY,
              row -> row.getInt(1),
              line.holder(),
              line.type(),
              line.queue(),
              priority)
          .ifPresent(its -> next.put(line, its));
    }
    return next;
  }

  private List<Candidate> ofLevel(List<Line> lines, int priority, int most) throws SQLException {
    String from = last.last(new Turn(lines.get(0).holder(), priority, "").round(types));
    HeadsOfKeys heads = new HeadsOfKeys(sql, passedOver, priority, from);
    for (Line line : lines) {
      heads.read(line, most);
    }
    return heads.inTurn(most);
  }
}
