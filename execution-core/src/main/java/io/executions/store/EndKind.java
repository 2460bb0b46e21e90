package io.executions.store;

import io.executions.api.ExecutionStatus;
import java.util.Comparator;

/**
 * What is counted together: how executions of one type and queue have ended.
 *
 * @param type their type
 * @param queue their queue; empty where it does not count, as for those that are kept no more
 * @param status their status, by its name in the database
 */
record EndKind(String type, String queue, String status) implements Comparable<EndKind> {
  private static final Comparator<EndKind> ORDER =
      Comparator.comparing(EndKind::type)
          .thenComparing(EndKind::queue)
          .thenComparing(EndKind::status);

  static EndKind of(String type, String queue, ExecutionStatus status) {
    return new EndKind(type, queue, status.jsonName());
  }

  /** Returns the kind of those of whatever queue. */
  static EndKind ofAnyQueue(String type, ExecutionStatus status) {
    return of(type, "", status);
  }

  EndKind ofAnyQueue() {
    return new EndKind(type, "", status);
  }

  @Override
  public int compareTo(EndKind other) {
    return ORDER.compare(this, other);
  }
}
