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
  private final Object turn = new Object();
  private final Thread thread;
  private volatile boolean going;
  private volatile boolean ended;

  PlainWorker(DataSource pool, PlainClaim claim) {
    this.pool = pool;
    this.claim = claim;
    thread = new Thread(this, "worker");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  void go() {
    going = true;
  }

  /** Returns when what was claimed has ended, and nothing more will be claimed. */
  void hold() {
    going = false;
    synchronized (turn) {
      // It was the last one.
    }
  }

  /** Ends it like {@link #hold}, for good: its connection is closed when this returns. */
  void end() throws InterruptedException {
    ended = true;
    thread.join();
  }

  @Override
  public void run() {
    try (Connection connection = pool.getConnection()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      while (!ended) {
        if (!foundSome(connection)) {
          LockSupport.parkNanos(PAUSE);
        }
      }
    } catch (SQLException | InterruptedException | RuntimeException e) {
      LOG.log(Level.SEVERE, "A worker has ended, so this is worth nothing", e);
      Runtime.getRuntime().halt(1);
    }
  }

  private boolean foundSome(Connection connection) throws SQLException, InterruptedException {
    synchronized (turn) {
      return going && claim.runSome(connection);
    }
  }
}
