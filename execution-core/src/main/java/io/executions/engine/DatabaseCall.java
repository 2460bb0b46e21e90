package io.executions.engine;

import io.executions.api.ServiceUnavailableException;
import io.executions.store.AfterCommit;
import io.executions.store.Database;
import io.executions.store.Outage;
import io.executions.store.Replay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/**
 * Calls the store: again when a deadlock or the like rolled the call's own transaction back, and
 * with one exception for all that means that the database is away.
 */
@ApplicationScoped
class DatabaseCall {
  private static final System.Logger LOG = System.getLogger(DatabaseCall.class.getName());

  @Inject private AfterCommit transactions;
  @Inject private Database database;

  <T> T call(Supplier<T> work) {
    for (int run = 1; ; run++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (transactions.inTransaction() || !Replay.again(e, run)) {
          throw translated(e);
        }
        database.replays().add();
      }
    }
  }

  private static RuntimeException translated(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ServiceUnavailableException unavailable) {
        return unavailable;
      }
    }
    boolean notCommitted = failure instanceof TransactionalException;
    if (notCommitted || Outage.caused(failure) || Replay.cures(failure)) {
      LOG.log(Level.DEBUG, "The database cannot do this now", failure);
      return new ServiceUnavailableException("The database cannot do this now", failure);
    }
    return failure;
  }
}
