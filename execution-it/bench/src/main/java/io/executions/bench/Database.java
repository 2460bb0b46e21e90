package io.executions.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The one database server of a run, whose commits are durable. */
abstract class Database {
  static final String USER = "root";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 100;

  /** Returns what tells in the report which it is. */
  abstract String description();

  /** Creates an empty database and returns its URL. */
  abstract String create() throws SQLException, InterruptedException;

  /** Removes a database. */
  abstract void drop(String url) throws SQLException;

  /** Returns what it counts of what it is asked for: statements, or only transactions. */
  abstract String asked();

  /** Returns how many of these it has been asked for, with the very one that asks for that. */
  abstract long countAsked() throws SQLException;

  /** Returns the milliseconds that it has used of the processors. */
  abstract long processorMillis() throws IOException;

  /** Returns when it has nothing left to do for what was written before. */
  abstract void settle(String url) throws SQLException, InterruptedException;

  /**
   * Returns a statement as it understands it.
   *
   * @param statement in which {@code {now}} is the time in microseconds, and {@code {series}} a
   *     table of the numbers {@code n} from 1
   * @param count the last of these numbers
   */
  abstract String dialect(String statement, long count);

  static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, USER, "");
  }

  static String name(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  static long number(String url, String query) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** What can be asked of a database. */
  interface Figure {
    long get() throws SQLException;
  }

  /** Returns when a figure has come down to the most that is allowed, or will not do so soon. */
  static void await(Figure figure, long most) throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (figure.get() > most && System.nanoTime() < end) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }
}
