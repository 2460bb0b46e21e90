package io.executions.store;

import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The first executions of each key, of one queue, rank and priority. They are read in windows: one
 * that ends within a key is followed by the next one behind that key, however many of it there are.
 */
final class HeadsOfKeys {
  private static final int WIDE = 64;

  /** How wide the next one is after one with few keys for its width. */
  private static final int NARROW = 8;

  private static final int MANY_OF_EACH = 4;

  /** That of the whole index: else H2 sorts all that is behind. */
  private static final String READ =
      """
      SELECT %s FROM execution {work} WHERE {conditions}
       ORDER BY holder, type, queue, priority DESC, turn_key, run_at, id LIMIT ?
      """
          .formatted(Candidate.COLUMNS);

  private final Sql sql;
  private final Set<Long> passedOver;
  private final int priority;
  private final String from;
  private final Map<String, Map<Line, Head>> keys = new HashMap<>();

  /**
   * What was read of a key in a line.
   *
   * @param counting those that are not passed over
   * @param cut whether more may stand behind them
   */
  private record Head(List<Candidate> counting, boolean cut) {}

  /**
   * Makes one that has read nothing.
   *
   * @param passedOver those that do not count
   * @param from the key that had its turn last
   */
  HeadsOfKeys(Sql sql, Set<Long> passedOver, int priority, String from) {
    this.sql = sql;
    this.passedOver = passedOver;
    this.priority = priority;
    this.from = from;
  }

  /** Reads those of a line, as many keys as are needed for so many executions. */
  void read(Line line, int most) throws SQLException {
    Set<String> met = new HashSet<>();
    walk(line, from, Optional.empty(), most, met);
    if (met.size() < most) {
      readKey(line, "", NARROW);
    }
    if (met.size() < most && !from.isEmpty()) {
      walk(line, "", Optional.of(from), most, met);
    }
  }

  private void walk(Line line, String first, Optional<String> end, int most, Set<String> met)
      throws SQLException {
    String behind = first;
    int width = WIDE;
    while (behind != null && met.size() < most) {
      List<Candidate> rows = rows(between(line, behind, end), width);
      Map<String, List<Candidate>> byKey = new LinkedHashMap<>();
      rows.forEach(row -> byKey.computeIfAbsent(row.turnKey(), key -> new ArrayList<>()).add(row));
      behind = rows.size() < width ? null : rows.get(width - 1).turnKey();
      for (Map.Entry<String, List<Candidate>> each : byKey.entrySet()) {
        if (keep(line, each.getKey(), each.getValue(), each.getKey().equals(behind))) {
          met.add(each.getKey());
        }
      }
      width = byKey.size() * MANY_OF_EACH < width ? NARROW : WIDE;
    }
  }

  private void readKey(Line line, String key, int most) throws SQLException {
    int width = most + passedOver.size();
    List<Candidate> rows = rows(ofLevel(line).and("turn_key = ?", key), width);
    keep(line, key, rows, rows.size() == width);
  }

  /** Returns whether some of them count. */
  private boolean keep(Line line, String key, List<Candidate> rows, boolean cut) {
    List<Candidate> counting =
        rows.stream().filter(each -> !passedOver.contains(each.due().id())).toList();
    keys.computeIfAbsent(key, none -> new HashMap<>()).put(line, new Head(counting, cut));
    return !counting.isEmpty();
  }

  private Conditions ofLevel(Line line) {
    return new Conditions()
        .and("holder = ?", line.holder())
        .and("type = ?", line.type())
        .and("queue = ?", line.queue())
        .and("priority = ?", priority);
  }

  /** Returns what says that a key is behind that one, and not behind the other. */
  Conditions between(Line line, String behind, Optional<String> end) {
    Conditions conditions = ofLevel(line).and("turn_key >= ?", Turn.next(behind));
    end.ifPresent(last -> conditions.and("turn_key <= ?", last));
    return conditions;
  }

  private List<Candidate> rows(Conditions conditions, int width) throws SQLException {
    Conditions along = conditions.alongIndex(sql.dialect());
    return sql.list(statement(along), Candidate::read, along.valuesBefore(List.of(width)));
  }

  static String statement(Conditions along) {
    return READ.replace("{conditions}", along.sql());
  }

  /** Returns the first ones of what was read, in turn; reads more of keys that have more turns. */
  List<Candidate> inTurn(int most) throws SQLException {
    int rounds = 1;
    while (deepen(rounds) && count(rounds) < most) {
      rounds *= 2;
    }
    Comparator<String> inText = sql.dialect().textOrder();
    List<String> order = new ArrayList<>(keys.keySet());
    order.sort(
        Comparator.comparing((String key) -> inText.compare(key, from) <= 0).thenComparing(inText));
    Map<String, List<Candidate>> heads = new HashMap<>();
    keys.keySet().forEach(key -> heads.put(key, heads(key)));
    List<Candidate> first = new ArrayList<>();
    for (int round = 0; round < rounds && first.size() < most; round++) {
      for (String key : order) {
        List<Candidate> ofKey = heads.get(key);
        if (round < ofKey.size() && first.size() < most) {
          first.add(ofKey.get(round).inTurn(first.size()));
        }
      }
    }
    return first;
  }

  /** Reads so many of each key, where there are; returns whether some key may have more. */
  private boolean deepen(int rounds) throws SQLException {
    boolean more = false;
    for (Map.Entry<String, Map<Line, Head>> ofKey : keys.entrySet()) {
      for (Line line : List.copyOf(ofKey.getValue().keySet())) {
        Head head = ofKey.getValue().get(line);
        if (head.cut() && head.counting().size() < rounds) {
          readKey(line, ofKey.getKey(), rounds);
          head = ofKey.getValue().get(line);
        }
        more |= head.cut() || head.counting().size() > rounds;
      }
    }
    return more;
  }

  private int count(int rounds) {
    return keys.keySet().stream().mapToInt(key -> Math.min(rounds, heads(key).size())).sum();
  }

  private List<Candidate> heads(String key) {
    return keys.get(key).values().stream()
        .flatMap(head -> head.counting().stream())
        .sorted(Candidate.BY_DUE_TIME)
        .toList();
  }
}
