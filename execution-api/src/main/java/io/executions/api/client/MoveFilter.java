package io.executions.api.client;

import io.executions.api.ExecutionStatus;
import io.executions.api.TypeName;
import java.util.Optional;

/**
 * Which moves to hear of: all that each component lets through. Immutable.
 *
 * @param statuses those that lead to one of them; to any if empty
 * @param type those of executions of that type; of any if empty
 * @param id those of that execution; of any if empty
 */
public record MoveFilter(Optional<Statuses> statuses, Optional<String> type, Optional<Long> id) {
  /**
   * Checks the type.
   *
   * @throws IllegalArgumentException if it can be none
   */
  public MoveFilter {
    if (type.isPresent() && !TypeName.isLegal(type.get())) {
      throw new IllegalArgumentException("A type " + TypeName.RULE + ": " + type.get());
    }
  }

  /** Returns the one that lets all moves through. */
  public static MoveFilter all() {
    return new MoveFilter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns one for moves that lead to one of these statuses. */
  public MoveFilter withStatuses(ExecutionStatus first, ExecutionStatus... others) {
    return new MoveFilter(Optional.of(Statuses.of(first, others)), type, id);
  }

  /** Returns one for executions of that type. */
  public MoveFilter withType(String name) {
    return new MoveFilter(statuses, Optional.of(name), id);
  }

  /** Returns one for that execution. */
  public MoveFilter withId(long execution) {
    return new MoveFilter(statuses, type, Optional.of(execution));
  }
}
