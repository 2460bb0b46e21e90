package io.executions.store;

import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionStatus;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads one page of executions, newest first: their places from an index alone, one walk for each
 * status, each of which ends early; then the rows, some at a time. A page ends before its limit
 * when its inputs and outputs are large, so that no request can fill the memory.
 */
record PageQuery(EntityManager entities, ExecutionFilter filter) {
  private static final int ROWS_AT_ONCE = 20;
  private static final long MAX_CHARACTERS = 2 << 20;

  private static final Comparator<Cursor> NEWEST_FIRST =
      Comparator.comparingLong(Cursor::createdAt).thenComparingLong(Cursor::id).reversed();

  private static final String ALL =
      """
      SELECT e.createdAt, e.id FROM Execution e
       WHERE e.createdAt <= :createdAt AND (e.createdAt < :createdAt OR e.id < :id)
       ORDER BY e.createdAt DESC, e.id DESC
      """;

  private static final String OF_STATUS =
      """
      SELECT e.createdAt, e.id FROM Execution e
       WHERE e.status = :status
         AND e.createdAt <= :createdAt AND (e.createdAt < :createdAt OR e.id < :id)
       ORDER BY e.createdAt DESC, e.id DESC
      """;

  private static final String OF_STATUS_AND_TYPE =
      """
      SELECT e.createdAt, e.id FROM Execution e
       WHERE e.status = :status AND e.type = :type
         AND e.createdAt <= :createdAt AND (e.createdAt < :createdAt OR e.id < :id)
       ORDER BY e.createdAt DESC, e.id DESC
      """;

  private static final String ROWS = "SELECT e FROM Execution e WHERE e.id IN :ids";

  ExecutionPage run() {
    Cursor behind =
        filter.cursor().map(Cursor::parse).orElse(new Cursor(Long.MAX_VALUE, Long.MAX_VALUE));
    List<Cursor> places = places(behind, filter.limit() + 1);
    int most = Math.min(places.size(), filter.limit());
    List<Execution> items = new ArrayList<>();
    long characters = 0;
    int read = 0;
    while (read < most && characters < MAX_CHARACTERS) {
      List<Cursor> next = places.subList(read, Math.min(most, read + ROWS_AT_ONCE));
      Map<Long, ExecutionEntity> rows = rows(next);
      for (Cursor place : next) {
        ExecutionEntity row = rows.get(place.id());
        if (characters < MAX_CHARACTERS) {
          read++;
          if (row != null && stillListed(row)) {
            items.add(row.toExecution());
            characters += row.size();
          }
        }
      }
      entities.clear();
    }
    return new ExecutionPage(
        items, read < places.size() ? Optional.of(places.get(read - 1).text()) : Optional.empty());
  }

  private List<Cursor> places(Cursor behind, int most) {
    if (filter.statuses().isEmpty() && filter.type().isEmpty()) {
      return read(entities.createQuery(ALL, Object[].class), behind, most);
    }
    Collection<ExecutionStatus> statuses =
        filter.statuses().isEmpty() ? EnumSet.allOf(ExecutionStatus.class) : filter.statuses();
    return statuses.stream()
        .flatMap(status -> read(ofStatus(status), behind, most).stream())
        .sorted(NEWEST_FIRST)
        .distinct()
        .limit(most)
        .toList();
  }

  private TypedQuery<Object[]> ofStatus(ExecutionStatus status) {
    String text = filter.type().isPresent() ? OF_STATUS_AND_TYPE : OF_STATUS;
    TypedQuery<Object[]> query =
        entities.createQuery(text, Object[].class).setParameter("status", status.jsonName());
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

  private Map<Long, ExecutionEntity> rows(List<Cursor> places) {
    return entities
        .createQuery(ROWS, ExecutionEntity.class)
        .setParameter("ids", places.stream().map(Cursor::id).toList())
        .getResultStream()
        .collect(Collectors.toMap(ExecutionEntity::id, Function.identity()));
  }

  /** It may have moved on since its place was read. */
  private boolean stillListed(ExecutionEntity row) {
    return filter.statuses().isEmpty() || filter.statuses().contains(row.status());
  }
}
