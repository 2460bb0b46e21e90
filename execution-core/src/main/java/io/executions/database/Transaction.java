package io.executions.database;

import jakarta.persistence.EntityManager;
import java.sql.SQLException;

/**
 * Port: the transaction of the calling thread, to which all work of the repositories belongs. In a
 * server it is JTA's; tests of the store have one without a server.
 */
public interface Transaction {
  /** Work on the transaction's connection. */
  interface Work<T> {
    T run(Sql sql) throws SQLException;
  }

  /** Returns the entity manager of the current transaction, the same one until it ends. */
  EntityManager entities();

  /** Returns whether the calling thread is in a transaction. */
  boolean isActive();

  /**
   * Does nothing unless the database is known to have no room for more executions, or no file.
   *
   * @throws io.executions.api.ServiceUnavailableException if it is
   */
  void requirePlace();

  /** Runs plain SQL in the current transaction. */
  <T> T sql(Work<T> work);

  /** Runs one statement in the current transaction; without one, it commits by itself. */
  <T> T joinOrAutocommit(Work<T> work);

  /** Runs plain SQL in the current transaction; without one, in one that is not JTA's. */
  <T> T joinOrBegin(Work<T> work);

  /** Runs plain SQL in a transaction of its own, bounded as the engine's are. */
  <T> T inOwnTransaction(Work<T> work);

  /**
   * Runs plain SQL in such a transaction behind the gate: no claim is on its way meanwhile. Nobody
   * may hold the gate for long.
   */
  <T> T inGate(Work<T> work);
}
