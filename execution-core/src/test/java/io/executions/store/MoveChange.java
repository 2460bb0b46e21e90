package io.executions.store;

import io.executions.testing.MoveTrace.Change;

/** The change that a trigger must have seen of a move. */
public final class MoveChange {
  private MoveChange() {}

  public static Change of(Move move) {
    return new Change(
        move.id(),
        move.revision() - 1,
        move.revision(),
        move.from().jsonName(),
        move.to().jsonName(),
        move.attempt());
  }
}
