package io.executions.store;

import io.executions.api.Bulk;
import io.executions.api.BulkState;
import java.util.List;

/**
 * What one transaction of a bulk has come to.
 *
 * @param bulk the bulk after it, without its ids
 * @param moves the changes of statuses that it made
 * @param asked whether it asked handlers to stop
 * @param waitMicros for how long there is nothing to be done for that bulk
 */
public record BulkStep(Bulk bulk, List<Move> moves, boolean asked, long waitMicros) {
  static BulkStep waiting(Bulk bulk, long micros) {
    return new BulkStep(bulk, List.of(), false, micros);
  }

  /** Returns whether nothing is left to be done. */
  public boolean isEnd() {
    return bulk.state() != BulkState.RUNNING;
  }
}
