package io.executions.store;

import io.executions.api.ServiceUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Ids for new executions, taken in blocks from a row that every taker changes. Not from a sequence:
 * on Galera, two nodes get the same value of it, and nobody fails. Thread-safe.
 */
@ApplicationScoped
class Ids {
  private static final int BLOCK = 100;
  private static final Duration LOOK_UP = Duration.ofMillis(100);

  private final ReentrantLock turn = new ReentrantLock();
  private final Database database;
  private ReservedConnection connection;
  private long next;
  private long end;

  /** For the proxy only. */
  protected Ids() {
    this(null);
  }

  @Inject
  Ids(Database database) {
    this.database = database;
  }

  /**
   * Returns so many ids that nobody else has or will get, ascending where they are of one block.
   * Blocks are taken outside the caller's transaction, which would keep all others from the row.
   */
  List<Long> take(int count) {
    takeTurn();
    try {
      List<Long> ids = new ArrayList<>(count);
      while (ids.size() < count) {
        if (next == end) {
          takeBlock(Math.max(BLOCK, count - ids.size()));
        }
        ids.add(next++);
      }
      return ids;
    } finally {
      turn.unlock();
    }
  }

  /** Whoever waits behind one that gets no answer is told so as soon as anybody knows. */
  private void takeTurn() {
    try {
      while (!turn.tryLock(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)) {
        database.requireAnswers();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("Interrupted while waiting for ids", e);
    }
  }

  private void takeBlock(int size) {
    database.requireAnswers();
    long first;
    try {
      first = firstOf(size);
    } catch (SQLException e) {
      throw new ServiceUnavailableException("The database gave no ids", e);
    }
    next = first;
    end = first + size;
  }

  /** Tries twice: the server ends a connection that nobody has used for long. */
  private long firstOf(int size) throws SQLException {
    if (connection == null) {
      connection = database.reserve();
    }
    try {
      return connection.transaction(sql -> firstOf(size, sql));
    } catch (SQLException e) {
      if (!FailureKind.of(e).isOutage()) {
        throw e;
      }
      return connection.transaction(sql -> firstOf(size, sql));
    }
  }

  private static long firstOf(int size, Sql sql) throws SQLException {
    sql.update("UPDATE execution_ids SET next_id = next_id + ? WHERE id = 1", size);
    return sql.number("SELECT next_id FROM execution_ids WHERE id = 1") - size;
  }

  @PreDestroy
  void close() {
    turn.lock();
    try {
      if (connection != null) {
        connection.close();
      }
    } finally {
      turn.unlock();
    }
  }
}
