package io.executions.engine;

import io.executions.api.ExecutionStatus;
import io.executions.store.Move;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Moves that nobody has made. */
final class TestMoves {
  private TestMoves() {}

  /** Returns the completion of the first attempt of that execution. */
  static Move completion(long id) {
    return new Move(
        id,
        "work",
        "default",
        3,
        ExecutionStatus.RUNNING,
        ExecutionStatus.COMPLETED,
        1,
        Optional.of("node"),
        "node",
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty());
  }

  /** Returns the claim of the first attempt of that execution. */
  static Move claim(long id) {
    return new Move(
        id,
        "work",
        "default",
        2,
        ExecutionStatus.PENDING,
        ExecutionStatus.RUNNING,
        1,
        Optional.of("node"),
        "node",
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty());
  }

  static List<Move> ends(long id) {
    return List.of(claim(id), completion(id));
  }
}
