package io.executions.store;

import io.executions.api.ServiceUnavailableException;
import io.executions.database.Database;
import io.executions.database.FailureKind;
import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Ids for new executions, taken in blocks from a row that every taker changes. Not from a sequence:
 * on Galera, two nodes get the same value of it, and nobody fails. Thread-safe.
 */
@ApplicationScoped
class Ids {
  private static final int FIRST_BLOCK = 100;
  private static final int MOST_BLOCK = 10_000;

  /** A block that is used up so soon is followed by one of twice its size. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration LOOK_UP = Duration.ofMillis(100);

  private final ReentrantLock turn = new ReentrantLock();
  private final Database database;
  private final LongSupplier ticker;
  private ReservedConnection connection;
  private int block;
  private long takenAt;
  private long next;
  private long end;

  /** For the proxy only. */
  protected Ids() {
    this(null);
  }

  @Inject
  Ids(Database database) {
    this(database, System::nanoTime);
  }

  /**
   * Makes one.
   *
   * @param ticker monotonic nanoseconds
   */
  Ids(Database database, LongSupplier ticker) {
    this.database = database;
    this.ticker = ticker;
  }

  /**
   * Returns ids that nobody else has or will get, ascending within one block. Blocks are taken
   * outside the caller's transaction, which would keep all others from the row.
   */
  List<Long> take(int count) {
    takeTurn();
    try {
      List<Long> ids = new ArrayList<>(count);
      while (ids.size() < count) {
        if (next == end) {
          takeBlock(count - ids.size());
        }
        ids.add(next++);
      }
      return ids;
    } finally {
      turn.unlock();
    }
  }

  /**
   * A thread that waits for another one learns as soon as that one does that there is no answer.
   */
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

  /** The rest of a block is lost when the server ends, so a node that needs few ids takes few. */
  private void takeBlock(int least) {
    database.requireAnswers();
    long now = ticker.getAsLong();
    boolean soon = block > 0 && now - takenAt < SOON.toNanos();
    block = soon ? Math.min(2 * block, MOST_BLOCK) : FIRST_BLOCK;
    takenAt = now;
    int size = Math.max(block, least);
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
