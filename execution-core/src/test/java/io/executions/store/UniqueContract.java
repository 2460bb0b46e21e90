package io.executions.store;

import io.executions.api.CreationResult;
import io.executions.api.NewExecution;
import io.executions.api.Unique;
import io.executions.database.Replay;
import java.util.function.Supplier;

/** What tests of unique keys share. */
abstract class UniqueContract extends BulkContract {
  static final Unique KEY = Unique.whileUnfinished("Rechnung 7 ");
  static final NewExecution WORK = NewExecution.of("work").withUnique(KEY);

  CreationResult create(NewExecution execution) {
    return replayed(() -> store.unique.add(execution)).result();
  }

  /** As the service does. */
  static <T> T replayed(Supplier<T> work) {
    return Replay.of(work::get, () -> {});
  }

  void cancel(long id) {
    store.call(() -> store.moves.cancel(id, "a person"));
  }

  void retry(long id) {
    replayed(() -> store.call(() -> store.moves.retry(id, "a person")));
  }
}
