package io.executions.bench.peer;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A thread's loop on one connection. */
final class PlainWorker implements Runnable {
  private static final Logger LOG = Logger.getLogger(PlainWorker.class.getName());
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

  private final DataSource pool;
  private final PlainClaim claim;
  private volatile boolean going;

  PlainWorker(DataSource pool, PlainClaim claim) {
    this.pool = pool;
    this.claim = claim;
  }

  void go(boolean now) {
    going = now;
  }

  @Override
  public void run() {
    try (Connection connection = pool.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      while (true) {
        if (!going || !claim.runSome(connection)) {
          LockSupport.parkNanos(PAUSE);
        }
      }
    } catch (SQLException | InterruptedException e) {
      LOG.log(Level.SEVERE, "A worker has ended", e);
    }
  }
}
