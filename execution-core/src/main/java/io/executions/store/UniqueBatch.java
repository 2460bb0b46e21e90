package io.executions.store;

import io.executions.api.CreationResults;
import io.executions.api.DuplicateExecutionException;
import io.executions.api.Fault;
import io.executions.api.NewExecution;
import io.executions.api.OnDuplicate;
import io.executions.api.Unique;
import io.executions.store.CreationStatements.Row;
import io.executions.store.UniqueKeys.Holder;
import io.executions.store.UniqueKeys.Name;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A batch in which some have unique keys, by the order of which these are taken: two batches that
 * meet do not wait for each other. Not thread-safe.
 */
final class UniqueBatch {
  private final Row[] rows;
  private final Long[] ids;
  private final UniqueKeys keys;
  private final TreeSet<Integer> existing = new TreeSet<>();
  private final List<Move> moves = new ArrayList<>();
  private final TreeMap<Integer, Rejection> rejected = new TreeMap<>();

  /**
   * What is refused.
   *
   * @param holder the execution that has the key; 0 where it is another one of the batch
   */
  private record Rejection(Fault fault, long holder) {}

  UniqueBatch(List<Row> rows, UniqueKeys keys) {
    this.rows = rows.toArray(Row[]::new);
    this.ids = rows.stream().map(Row::id).toArray(Long[]::new);
    this.keys = keys;
  }

  /** Finds out for each whether it is to be added. */
  void takeKeys(PendingReplacement replacement) throws SQLException {
    for (Map.Entry<Name, List<Integer>> places : placesByName().entrySet()) {
      int first = places.getValue().get(0);
      Optional<Holder> holder =
          keys.take(places.getKey(), rows[first].execution().unique(), rows[first].id());
      List<Integer> later =
          places.getValue().subList(holder.isEmpty() ? 1 : 0, places.getValue().size());
      reject(later, holder, first);
      existing.addAll(later);
      long id = holder.map(Holder::id).orElse(ids[first]);
      later.forEach(place -> ids[place] = id);
      Optional<Integer> last = lastReplacing(later);
      if (last.isPresent() && holder.isEmpty()) {
        rows[first] = replaced(rows[first], rows[last.get()]);
      } else if (last.isPresent() && rejected.isEmpty()) {
        Row by = rows[last.get()];
        replacement.replace(holder.get(), by.execution(), by.input()).ifPresent(moves::add);
      }
    }
    if (!rejected.isEmpty()) {
      long first =
          rejected.values().stream()
              .mapToLong(Rejection::holder)
              .filter(id -> id != 0)
              .findFirst()
              .orElse(0);
      throw new DuplicateExecutionException(
          first, rejected.values().stream().map(Rejection::fault).toList());
    }
  }

  private Map<Name, List<Integer>> placesByName() {
    Map<Name, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      NewExecution execution = rows[i].execution();
      Unique unique = execution.unique();
      if (unique != null) {
        places
            .computeIfAbsent(new Name(execution.type(), unique.key()), name -> new ArrayList<>())
            .add(i);
      }
    }
    return places;
  }

  private void reject(List<Integer> places, Optional<Holder> holder, int first) {
    String why =
        holder
            .map(other -> "is the key of execution " + other.id())
            .orElse("is that of /items/" + first);
    for (int place : places) {
      if (rows[place].execution().unique().onDuplicate() == OnDuplicate.REJECT) {
        Fault fault = new Fault("/items/%d/uniqueKey".formatted(place), why);
        rejected.put(place, new Rejection(fault, holder.map(Holder::id).orElse(0L)));
      }
    }
  }

  private Optional<Integer> lastReplacing(List<Integer> places) {
    return places.stream()
        .filter(place -> rows[place].execution().unique().onDuplicate() == OnDuplicate.REPLACE)
        .reduce((earlier, later) -> later);
  }

  private static Row replaced(Row row, Row by) {
    NewExecution other = by.execution();
    NewExecution execution =
        row.execution()
            .withInput(other.input())
            .withPriority(other.priority())
            .withRunAt(other.runAt())
            .withExpiresAt(other.expiresAt());
    return new Row(row.id(), execution, by.input(), row.by(), null, row.inTurn());
  }

  /** Returns the rows of those that are to be added. */
  List<Row> toAdd() {
    List<Row> toAdd = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      if (!existing.contains(i)) {
        toAdd.add(rows[i]);
      }
    }
    return toAdd;
  }

  UniqueExecutions.Many outcome() {
    return new UniqueExecutions.Many(
        new CreationResults(Arrays.asList(ids), List.copyOf(existing)), moves);
  }
}
