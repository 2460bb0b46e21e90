package io.executions.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * One node's turn at the schema. On Galera there are no named locks, so the node that inserts the
 * one row has the turn; another node takes over a turn that shows no sign of life.
 */
public final class SchemaLock {
  /** A node that was killed meanwhile leaves its row behind. */
  private static final Duration ABANDONED = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int NO_SUCH_TABLE = 1146;

  private final Sql sql;
  private final String holder = UUID.randomUUID().toString();

  private SchemaLock(Sql sql) {
    this.sql = sql;
  }

  /** What is done in a turn. */
  public interface Work {
    void run() throws SQLException;
  }

  /** Waits for the turn and does the work in it. */
  public static void take(Sql sql, Work work) throws SQLException {
    take(sql, ABANDONED, work);
  }

  public static void take(Sql sql, Duration abandoned, Work work) throws SQLException {
    SchemaLock turn = new SchemaLock(sql);
    turn.await(abandoned);
    try {
      work.run();
    } finally {
      turn.end(turn.holder);
    }
  }

  private void await(Duration abandoned) throws SQLException {
    Optional<String> before = Optional.empty();
    long since = System.nanoTime();
    while (!taken()) {
      Optional<String> other = other();
      if (!other.equals(before)) {
        before = other;
        since = System.nanoTime();
      }
      if (other.isPresent() && System.nanoTime() - since > abandoned.toNanos()) {
        end(other.get());
      } else {
        pause();
      }
    }
  }

  private boolean taken() throws SQLException {
    try {
      sql.update("INSERT INTO execution_schema_turn (id, holder) VALUES (1, ?)", holder);
      return true;
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_TABLE) {
        sql.update(
            """
            CREATE TABLE IF NOT EXISTS execution_schema_turn (
              id     TINYINT  NOT NULL,
              holder CHAR(36) NOT NULL,
              PRIMARY KEY (id)
            ) ENGINE = InnoDB
            """);
      } else if (FailureKind.of(e) != FailureKind.REPLAY && !Sql.isTaken(e)) {
        throw e;
      }
      return false;
    }
  }

  private Optional<String> other() throws SQLException {
    return sql.first(
        "SELECT holder FROM execution_schema_turn WHERE id = 1", row -> row.getString(1));
  }

  private void end(String of) throws SQLException {
    Replay.of(
        () -> sql.update("DELETE FROM execution_schema_turn WHERE id = 1 AND holder = ?", of),
        () -> {});
  }

  private static void pause() throws SQLException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("Interrupted while another node was at the schema", e);
    }
  }
}
