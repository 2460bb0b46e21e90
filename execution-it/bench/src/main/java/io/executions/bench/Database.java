package io.executions.bench;

import io.executions.testing.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The one database server of a run, whose commits are durable. */
final class Database {
  private static final String VERSION = "10.11.5";
  private static final String[] SETTINGS = {
    "--innodb-flush-log-at-trx-commit=1",
    "--innodb-buffer-pool-size=1G",
    "--innodb-log-file-size=1G",
    "--max-connections=500"
  };

  private static final long SHORT_HISTORY = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final MariaDbServer server = MariaDbServer.ownOf(VERSION, SETTINGS);
  private final String admin = server.newDatabase();

  /** Returns what tells in the report which it is. */
  String description() {
    return "MariaDB " + VERSION + ", " + String.join(" ", SETTINGS);
  }

  /** Creates an empty database and returns its URL. */
  String create() throws SQLException, InterruptedException {
    String url = server.newDatabase();
    awaitPurge(url);
    return url;
  }

  /** Removes a database. */
  void drop(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE " + connection.getCatalog());
    }
  }

  /**
   * Returns when it has removed the old versions of rows that the last contender left behind, and
   * will turn to those of the next one at once. Some it leaves until there is more to do.
   */
  private static void awaitPurge(String url) throws SQLException, InterruptedException {
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        Statement statement = connection.createStatement()) {
      long end = System.nanoTime() + PATIENCE.toNanos();
      long length = historyLength(statement);
      while (length > SHORT_HISTORY && System.nanoTime() < end) {
        Thread.sleep(100);
        length = historyLength(statement);
      }
    }
  }

  private static long historyLength(Statement statement) throws SQLException {
    return status(statement, "Innodb_history_list_length");
  }

  private static long status(Statement statement, String name) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
      row.next();
      return row.getLong(2);
    }
  }

  /** Returns how many statements it has been asked for, with the very one that asks for that. */
  long statements() throws IOException {
    try (Connection connection = DriverManager.getConnection(admin, "root", "");
        Statement statement = connection.createStatement()) {
      return status(statement, "Questions");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Returns the milliseconds that it has used of the processors. */
  long processorMillis() throws IOException {
    String pid = Files.readString(server.dataDirectory().resolveSibling("pid"));
    return ProcessorTime.millis(Long.parseLong(pid.strip()));
  }
}
