package io.executions.store;

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
import java.util.Optional;

/**
 * Reads one page of executions, newest first. One query for each status, so that each is a walk
 * along an index that ends early. A page ends before its limit when its inputs and outputs are
 * large, so that no request can fill the memory.
 */
record PageQuery(EntityManager entities, ExecutionFilter filter) {
  private static final int SLICE = 50;
  private static final long MAX_CHARACTERS = 8 << 20;

  private static final Comparator<ExecutionEntity> NEWEST_FIRST =
      Comparator.comparingLong(ExecutionEntity::createdAt)
          .thenComparingLong(ExecutionEntity::id)
          .reversed();

  private static final String ALL =
      """
      SELECT e FROM Execution e
       WHERE e.createdAt <= :createdAt AND (e.createdAt < :createdAt OR e.id < :id)
       ORDER BY e.createdAt DESC, e.id DESC
      """;

  private static final String OF_STATUS =
      """
      SELECT e FROM Execution e
       WHERE e.status = :status
         AND e.createdAt <= :createdAt AND (e.createdAt < :createdAt OR e.id < :id)
       ORDER BY e.createdAt DESC, e.id DESC
      """;

  private static final String OF_STATUS_AND_TYPE =
      """
      SELECT e FROM Execution e
       WHERE e.status = :status AND e.type = :type
         AND e.createdAt <= :createdAt AND (e.createdAt < :createdAt OR e.id < :id)
       ORDER BY e.createdAt DESC, e.id DESC
      """;

  ExecutionPage run() {
    List<ExecutionEntity> rows = new ArrayList<>();
    long characters = 0;
    boolean more = true;
    Cursor cursor =
        filter.cursor().map(Cursor::parse).orElse(new Cursor(Long.MAX_VALUE, Long.MAX_VALUE));
    while (more && rows.size() < filter.limit() && characters < MAX_CHARACTERS) {
      int wanted = Math.min(SLICE, filter.limit() - rows.size());
      List<ExecutionEntity> slice = slice(cursor, wanted + 1);
      more = slice.size() > wanted;
      for (ExecutionEntity row : slice.subList(0, Math.min(wanted, slice.size()))) {
        if (characters >= MAX_CHARACTERS) {
          more = true;
          break;
        }
        rows.add(row);
        characters += row.size();
        cursor = Cursor.behind(row);
      }
    }
    return new ExecutionPage(
        rows.stream().map(ExecutionEntity::toExecution).toList(),
        more ? Optional.of(cursor.text()) : Optional.empty());
  }

  private List<ExecutionEntity> slice(Cursor behind, int most) {
    if (filter.statuses().isEmpty() && filter.type().isEmpty()) {
      return read(entities.createQuery(ALL, ExecutionEntity.class), behind, most);
    }
    Collection<ExecutionStatus> statuses =
        filter.statuses().isEmpty() ? EnumSet.allOf(ExecutionStatus.class) : filter.statuses();
    return statuses.stream()
        .flatMap(status -> read(ofStatus(status), behind, most).stream())
        .sorted(NEWEST_FIRST)
        .limit(most)
        .toList();
  }

  private TypedQuery<ExecutionEntity> ofStatus(ExecutionStatus status) {
    String text = filter.type().isPresent() ? OF_STATUS_AND_TYPE : OF_STATUS;
    TypedQuery<ExecutionEntity> query =
        entities.createQuery(text, ExecutionEntity.class).setParameter("status", status.jsonName());
    filter.type().ifPresent(type -> query.setParameter("type", type));
    return query;
  }

  private static List<ExecutionEntity> read(
      TypedQuery<ExecutionEntity> query, Cursor behind, int most) {
    return query
        .setParameter("createdAt", behind.createdAt())
        .setParameter("id", behind.id())
        .setMaxResults(most)
        .getResultList();
  }
}
