package io.executions.store;

import io.executions.api.NewExecution;
import io.executions.api.TooLargeException;
import io.executions.api.port.Caller;
import io.executions.database.Packet;
import io.executions.database.Text;
import io.executions.store.CreationStatements.Row;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Rows of executions that are to be created, in the name of the caller. */
record NewRows(Ids ids, FairQueueNames fair) {
  /** Returns a row for each, in the order given. */
  List<Row> of(List<NewExecution> executions) {
    List<Long> free = ids.take(executions.size());
    String by = Caller.current().name();
    return IntStream.range(0, executions.size())
        .mapToObj(
            i -> {
              NewExecution execution = executions.get(i);
              Text input = Text.of(execution.input().toString());
              return new Row(free.get(i), execution, input, by, null, fair.have(execution));
            })
        .toList();
  }

  /**
   * Does nothing where the database takes the inputs.
   *
   * @param pointer says where each input stands
   */
  static void check(List<Row> rows, Packet packet, IntFunction<String> pointer) {
    for (int i = 0; i < rows.size(); i++) {
      Text input = rows.get(i).input();
      if (!packet.takes(input)) {
        throw new TooLargeException(pointer.apply(i), packet.refusal("input", input));
      }
    }
  }
}
