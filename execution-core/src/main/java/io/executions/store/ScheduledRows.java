package io.executions.store;

import io.executions.api.DuplicateExecutionException;
import io.executions.api.KeyBusyException;
import io.executions.api.Unique;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What schedules create of what they want to.
 *
 * @param rows the rows of the executions
 * @param held by the names of the schedules, whose unique keys others have
 */
record ScheduledRows(List<CreationStatements.Row> rows, Map<String, Held> held) {
  /**
   * A unique key that others have.
   *
   * @param times how many times of the schedule it has kept from being created
   * @param by the execution that has it; none where a transaction holds it that has not ended
   */
  record Held(int times, OptionalLong by) {
    Held once() {
      return new Held(times + 1, by);
    }
  }

  /**
   * Takes the unique keys of all that have some; of several with the same the first one gets it.
   */
  static ScheduledRows takingKeys(Sql sql, List<CreationStatements.Row> wanted)
      throws SQLException {
    ScheduledRows created = new ScheduledRows(new ArrayList<>(), new HashMap<>());
    Map<UniqueKeys.Name, OptionalLong> holders = new HashMap<>();
    for (CreationStatements.Row row : wanted) {
      Unique unique = row.execution().unique();
      if (unique == null) {
        created.rows.add(row);
        continue;
      }
      UniqueKeys.Name name = new UniqueKeys.Name(row.execution().type(), unique.key());
      boolean first = !holders.containsKey(name);
      if (first && takes(sql, name, row, holders)) {
        created.rows.add(row);
      } else {
        String schedule = row.scheduled().schedule();
        created.held.merge(schedule, new Held(1, holders.get(name)), (all, one) -> all.once());
      }
    }
    return created;
  }

  /** Returns whether it is free; notes who has it then. */
  private static boolean takes(
      Sql sql,
      UniqueKeys.Name name,
      CreationStatements.Row row,
      Map<UniqueKeys.Name, OptionalLong> holders)
      throws SQLException {
    try {
      Optional<UniqueKeys.Holder> holder =
          UniqueKeys.behindGate(sql).take(name, row.execution().unique(), row.id());
      holders.put(name, OptionalLong.of(holder.map(UniqueKeys.Holder::id).orElse(row.id())));
      return holder.isEmpty();
    } catch (KeyBusyException e) {
      holders.put(name, OptionalLong.empty());
      return false;
    }
  }

  /** Returns how many times of that schedule have been left out. */
  int skipped(ScheduleTurn turn) {
    Held key = held.get(turn.schedule().name());
    return key == null ? 0 : key.times();
  }

  /**
   * Returns the only one of them.
   *
   * @throws DuplicateExecutionException if another execution has its key
   * @throws KeyBusyException if a transaction that has not ended holds it
   */
  Optional<CreationStatements.Row> one() {
    for (Held key : held.values()) {
      throw key.by().isPresent()
          ? new DuplicateExecutionException(key.by().getAsLong(), List.of())
          : new KeyBusyException();
    }
    return rows.stream().findFirst();
  }
}
