package io.executions.store;

import io.executions.api.ExecutionStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of an execution's status, or of a pending one by a person, which stays pending. It is
 * made where the statement is that changes it, in the same transaction, and told when that has
 * committed.
 *
 * @param id the execution
 * @param type its type
 * @param queue the queue that it is in
 * @param revision the execution's revision since then: 1 at its creation, and one more with each
 *     move
 * @param from its status before
 * @param to its status since then
 * @param attempt the number of its current or last attempt, 0 before the first
 * @param node the node that runs it, or ran that attempt; empty where none did
 * @param by who moved it: a node by its name, or a person
 * @param why the reason, as everybody may read it; empty where it went as it should
 * @param at when, by the database's clock
 * @param times how long the run took that it is the end of; empty where it is not one
 */
public record Move(
    long id,
    String type,
    String queue,
    int revision,
    ExecutionStatus from,
    ExecutionStatus to,
    int attempt,
    Optional<String> node,
    String by,
    Optional<String> why,
    Instant at,
    Optional<RunTimes> times) {

  /** Refuses a move that the life cycle does not have; what is pending may be changed. */
  public Move {
    if (!from.canBecome(to) && !(from == ExecutionStatus.PENDING && to == from)) {
      throw new IllegalArgumentException("What is %s cannot become %s".formatted(from, to));
    }
  }

  /** Returns whether the execution has ended with it. */
  public boolean isEnd() {
    return to.isFinal();
  }
}
