package io.executions.database;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Runs something when the calling thread's JTA transaction has committed. */
@ApplicationScoped
public class AfterCommit {
  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry registry;

  /** Returns whether the calling thread is in a transaction. */
  public boolean inTransaction() {
    return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
  }

  /** Runs the action after the commit, or now when there is no transaction. */
  public void run(Runnable action) {
    if (!inTransaction()) {
      action.run();
      return;
    }
    registry.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Only the end of the transaction matters.
          }

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              action.run();
            }
          }
        });
  }
}
