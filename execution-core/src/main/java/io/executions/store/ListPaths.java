package io.executions.store;

import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSort;
import io.executions.api.ExecutionStatus;
import io.executions.database.Sql;
import io.executions.store.ListWalk.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The paths, each along an index, on which everything is found that a query asks for: one for each
 * way to have ended, one or two for what lives.
 */
record ListPaths(ExecutionQuery query) {
  private static final String TABLE = "execution";

  /** What runs is few, and found by who holds it. */
  private static final String WORK = "execution {work}";

  private static final String CREATED = "created_at";
  private static final String FINISHED = "finished_at";

  List<Path> find(Sql sql) throws SQLException {
    if (query.sort() == ExecutionSort.DUE) {
      return new DuePaths(sql, query.filter().type(), query.filter().queue()).find();
    }
    if (query.filter().schedule().isPresent() && !query.statuses().isEmpty()) {
      return List.of(ofSchedule(query.filter().schedule().get()));
    }
    if (query.filter().tag().isPresent() && !query.statuses().isEmpty()) {
      return List.of(ofTag(query.filter().tag().get()));
    }
    Set<ExecutionStatus> statuses = query.statuses();
    List<Path> paths = new ArrayList<>();
    boolean pending = statuses.remove(ExecutionStatus.PENDING);
    boolean running = statuses.remove(ExecutionStatus.RUNNING);
    if (pending) {
      paths.add(open(running ? shown() : shown().and("status = 'pending'")));
    } else if (running) {
      paths.add(
          new Path(WORK, ofType(new Conditions().and("holder > 0")), List.of(), CREATED, shown()));
    }
    String time = query.sort().isByCreation() ? CREATED : FINISHED;
    for (ExecutionStatus status : statuses) {
      paths.add(new Path(TABLE, ofType(stage(status.jsonName())), sorted(), time, shown()));
    }
    return paths;
  }

  /** What is gone is on it, too, and not shown. */
  private Path ofSchedule(String schedule) {
    return new Path(
        "execution_scheduled",
        new Conditions().and("schedule = ?", schedule),
        List.of("schedule"),
        CREATED,
        ofType(shownOfStatuses()));
  }

  private Path ofTag(String tag) {
    return new Path(
        "execution_tag",
        new Conditions().and("tag = ?", tag),
        List.of("tag"),
        CREATED,
        ofType(shownOfStatuses()));
  }

  private Conditions shownOfStatuses() {
    return shown()
        .andIn("status", query.statuses().stream().map(ExecutionStatus::jsonName).toList());
  }

  private Path open(Conditions shown) {
    return new Path(TABLE, ofType(stage("open")), sorted(), CREATED, shown);
  }

  private Conditions shown() {
    return Conditions.ofRow(query.filter());
  }

  private List<String> sorted() {
    return query.filter().type().isEmpty() ? List.of("stage") : List.of("stage", "type");
  }

  private static Conditions stage(String stage) {
    return new Conditions().and("stage = ?", stage);
  }

  private Conditions ofType(Conditions start) {
    return query.filter().type().isEmpty()
        ? start
        : start.and("type = ?", query.filter().type().get());
  }
}
