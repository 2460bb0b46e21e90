package io.executions.engine;

import java.sql.SQLException;

/** One of the things that a transaction behind the gate does, in the order of {@link GateSteps}. */
interface GateStep {
  /** Returns whether a transaction is to be begun for it. */
  default boolean isCalledFor(Plan plan) {
    return false;
  }

  /**
   * Does this step's part. The transaction may be replayed from its start, so what is to outlive it
   * is kept only in {@link #committed}.
   */
  void run(Pass pass) throws SQLException;

  /**
   * Takes note that the transaction has been committed. Not called where executions were isolated.
   */
  default void committed(Pass pass) {}
}
