package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionStatus;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads one page of executions, newest first. First come their places, from an index alone: one
 * walk for each stage, which ends early. Then come the sizes of their inputs and outputs, and then
 * the rows. A page with large inputs and outputs ends before its limit, and only what it shows is
 * read, so that no request can fill the memory.
 */
record PageQuery(EntityManager entities, ExecutionFilter filter) {
  private static final long MOST_BYTES = 2 << 20;

  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparingLong(Cursor::createdAt).thenComparingLong(Cursor::id).reversed();

  private static final String PLACES = "SELECT e.createdAt, e.id FROM Execution e WHERE ";

  private static final String BEHIND =
      """
       AND e.createdAt <= :createdAt AND (e.createdAt < :createdAt OR e.id < :id)
       ORDER BY e.createdAt DESC, e.id DESC
      """;

  /** What runs is few, and found by who holds it. */
  private static final String RUNNING = "e.holder > 0";

  private static final String PENDING = "e.stage = 'open' AND e.status = 'pending'";
  private static final String OPEN = "e.stage = 'open'";
  private static final String ENDED = "e.stage = '%s'";
  private static final String OF_TYPE = " AND e.type = :type";

  private static final String SIZES =
      "SELECT e.id, e.inputBytes, e.outputBytes FROM Execution e WHERE e.id IN :ids";

  private static final String ROWS = "SELECT e FROM Execution e WHERE e.id IN :ids";

  ExecutionPage run() {
    Cursor behind =
        filter.cursor().map(Cursor::parse).orElse(new Cursor(Long.MAX_VALUE, Long.MAX_VALUE));
    List<Cursor> places = places(behind, filter.limit() + 1);
    List<Cursor> chosen = fitting(places.subList(0, Math.min(places.size(), filter.limit())));
    Map<Long, ExecutionEntity> rows = rows(chosen);
    List<Execution> items =
        chosen.stream()
            .map(place -> rows.get(place.id()))
            .filter(row -> row != null && stillListed(row))
            .map(ExecutionEntity::toExecution)
            .toList();
    return new ExecutionPage(
        items,
        chosen.size() < places.size()
            ? Optional.of(chosen.get(chosen.size() - 1).text())
            : Optional.empty());
  }

  /** Returns the first of them, as many as bring no more than a page may; at least one. */
  private List<Cursor> fitting(List<Cursor> places) {
    Map<Long, Long> sizes = sizes(places);
    int count = 0;
    long bytes = 0;
    for (Cursor place : places) {
      bytes += sizes.getOrDefault(place.id(), 0L);
      if (count > 0 && bytes > MOST_BYTES) {
        break;
      }
      count++;
    }
    return places.subList(0, count);
  }

  private List<Cursor> places(Cursor behind, int most) {
    // One that moves meanwhile may be met twice.
    Map<Long, Cursor> found = new HashMap<>();
    walks().stream()
        .flatMap(walk -> read(query(walk), behind, most).stream())
        .forEach(place -> found.put(place.id(), place));
    return found.values().stream().sorted(NEWEST_FIRST).limit(most).toList();
  }

  /** Returns the conditions of the walks, each along an index, that find all statuses asked for. */
  private List<String> walks() {
    Set<ExecutionStatus> statuses =
        filter.statuses().isEmpty()
            ? EnumSet.allOf(ExecutionStatus.class)
            : EnumSet.copyOf(filter.statuses());
    List<String> walks = new ArrayList<>();
    boolean pending = statuses.remove(ExecutionStatus.PENDING);
    boolean running = statuses.remove(ExecutionStatus.RUNNING);
    if (pending && running) {
      walks.add(OPEN);
    } else if (pending) {
      walks.add(PENDING);
    } else if (running) {
      walks.add(RUNNING);
    }
    statuses.forEach(status -> walks.add(ENDED.formatted(status.jsonName())));
    return walks;
  }

  private TypedQuery<Object[]> query(String walk) {
    String ofType = filter.type().isPresent() ? OF_TYPE : "";
    TypedQuery<Object[]> query =
        entities.createQuery(PLACES + walk + ofType + BEHIND, Object[].class);
    filter.type().ifPresent(type -> query.setParameter("type", type));
    return query;
  }

  private static List<Cursor> read(TypedQuery<Object[]> query, Cursor behind, int most) {
    return query
        .setParameter("createdAt", behind.createdAt())
        .setParameter("id", behind.id())
        .setMaxResults(most)
        .getResultStream()
        .map(row -> new Cursor((Long) row[0], (Long) row[1]))
        .toList();
  }

  private Map<Long, Long> sizes(List<Cursor> places) {
    return places.isEmpty()
        ? Map.of()
        : entities
            .createQuery(SIZES, Object[].class)
            .setParameter("ids", ids(places))
            .getResultStream()
            .collect(
                Collectors.toMap(
                    row -> (Long) row[0],
                    row -> inReason((Long) row[1]) + inReason((Long) row[2])));
  }

  /** Somebody may have edited the row. */
  private static long inReason(Long bytes) {
    return bytes == null ? 0 : Math.max(0, Math.min(bytes, MOST_BYTES));
  }

  private Map<Long, ExecutionEntity> rows(List<Cursor> places) {
    return places.isEmpty()
        ? Map.of()
        : entities
            .createQuery(ROWS, ExecutionEntity.class)
            .setParameter("ids", ids(places))
            .getResultStream()
            .collect(Collectors.toMap(ExecutionEntity::id, Function.identity()));
  }

  private static List<Long> ids(List<Cursor> places) {
    return places.stream().map(Cursor::id).toList();
  }

  /** It may have moved on since its place was read. */
  private boolean stillListed(ExecutionEntity row) {
    return filter.statuses().isEmpty() || filter.statuses().contains(row.status());
  }
}
