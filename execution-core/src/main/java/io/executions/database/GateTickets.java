package io.executions.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tickets for the gate, where the database is a Galera cluster. Gate transactions of different
 * database nodes do not wait for each other there: the first to commit wins and the others start
 * again, so that under load hardly a node gets through. A node that has lost, or finds others
 * waiting, takes a ticket. It is a courtesy only: what holds the limit is the gate.
 */
final class GateTickets {
  /** A node that has been first for longer than this was killed, or is frozen. */
  private static final long ABANDONED = TimeUnit.SECONDS.toNanos(1);

  private static final long PAUSE_MILLIS = 2;

  private long ticket;

  /**
   * Waits until nobody is ahead, outside any transaction.
   *
   * @param lost whether another transaction has won before this one
   */
  void await(Sql sql, boolean lost) throws SQLException {
    if (ticket == 0) {
      if (!lost && head(sql).isEmpty()) {
        return;
      }
      take(sql);
    }
    Optional<Long> ahead = Optional.empty();
    long since = System.nanoTime();
    for (Optional<Long> head = head(sql); isAhead(head); head = head(sql)) {
      if (!head.equals(ahead)) {
        ahead = head;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > ABANDONED) {
        giveBack(sql, head.get());
      }
      pause();
    }
  }

  /** Gives the ticket back with the transaction that was waited for. */
  void giveBack(Sql sql) throws SQLException {
    if (ticket != 0) {
      giveBack(sql, ticket);
    }
  }

  private void take(Sql sql) throws SQLException {
    sql.update("INSERT INTO execution_gate_ticket () VALUES ()");
    ticket = sql.number("SELECT LAST_INSERT_ID()");
  }

  private boolean isAhead(Optional<Long> head) {
    return head.isPresent() && head.get() < ticket;
  }

  private static Optional<Long> head(Sql sql) throws SQLException {
    return sql.first(
        "SELECT id FROM execution_gate_ticket ORDER BY id LIMIT 1", row -> row.getLong(1));
  }

  private static void giveBack(Sql sql, long ticket) throws SQLException {
    sql.update("DELETE FROM execution_gate_ticket WHERE id = ?", ticket);
  }

  private static void pause() throws SQLException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while waiting for the gate", e);
    }
  }
}
