package io.executions.store;

import io.executions.api.ExecutionStatus;
import java.util.Comparator;

/**
 * What is counted together: how executions of one type have ended.
 *
 * @param type their type
 * @param status their status, by its name in the database
 */
record EndKind(String type, String status) implements Comparable<EndKind> {
  private static final Comparator<EndKind> ORDER =
      Comparator.comparing(EndKind::type).thenComparing(EndKind::status);

  static EndKind of(String type, ExecutionStatus status) {
    return new EndKind(type, status.jsonName());
  }

  @Override
  public int compareTo(EndKind other) {
    return ORDER.compare(this, other);
  }
}
