package io.executions.engine;

import java.sql.SQLException;

/** One of the things that a transaction behind the gate does, in the order of {@link GateSteps}. */
interface GateStep {
  /** Returns whether a transaction is to be begun for it. */
  default boolean isCalledFor(Plan plan) {
    return false;
  }

  /**
   * Does it. It may be done again from the start, in another transaction, so what is to outlive the
   * transaction is kept when that has been committed.
   */
  void run(Pass pass) throws SQLException;

  /** Takes note that the transaction has been committed; not where executions were isolated. */
  default void committed(Pass pass) {}
}
