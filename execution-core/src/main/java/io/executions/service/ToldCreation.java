package io.executions.service;

import io.executions.api.CreationResult;
import io.executions.api.CreationResults;
import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.api.port.Caller;
import io.executions.database.AfterCommit;
import io.executions.engine.EngineWake;
import io.executions.store.Created;
import io.executions.store.Executions;
import io.executions.store.Move;
import io.executions.store.UniqueExecutions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Has executions created, and the engine told of them after the commit. */
@ApplicationScoped
class ToldCreation {
  @Inject private DatabaseCall database;
  @Inject private Executions executions;
  @Inject private UniqueExecutions unique;
  @Inject private AfterCommit afterCommit;
  @Inject private EngineWake engine;

  CreationResult one(NewExecution execution) {
    String by = Caller.current().name();
    if (execution.unique() == null) {
      Execution created = database.call(() -> executions.add(execution));
      tell(List.of(execution), List.of(), () -> Created.of(created, by));
      return new CreationResult(created, false, false);
    }
    UniqueExecutions.One made = database.call(() -> unique.add(execution));
    CreationResult result = made.result();
    List<NewExecution> due = result.existing() ? List.of() : List.of(execution);
    tell(
        due,
        made.moves(),
        () -> result.replaced() ? List.of() : Created.of(result.execution(), by));
    return result;
  }

  CreationResults all(List<NewExecution> items) {
    String by = Caller.current().name();
    if (items.stream().allMatch(item -> item.unique() == null)) {
      List<Long> ids = database.call(() -> executions.add(items));
      tell(items, List.of(), () -> Created.of(ids, items, by));
      return new CreationResults(ids, List.of());
    }
    UniqueExecutions.Many made = database.call(() -> unique.add(items));
    CreationResults results = made.results();
    List<Integer> places =
        IntStream.range(0, items.size())
            .filter(place -> !results.existing().contains(place))
            .boxed()
            .toList();
    List<Long> ids = places.stream().map(results.ids()::get).toList();
    List<NewExecution> created = places.stream().map(items::get).toList();
    tell(
        made.moves().isEmpty() ? created : items, made.moves(), () -> Created.of(ids, created, by));
    return results;
  }

  private void tell(List<NewExecution> due, List<Move> moves, Supplier<List<Created>> created) {
    if (due.isEmpty()) {
      return;
    }
    afterCommit.run(
        () -> {
          engine.tell(created);
          moves.forEach(engine::moved);
          engine.created(due);
        });
  }
}
