package io.executions.bench;

import io.executions.testing.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** MariaDB. */
final class MariaDb extends Database {
  private static final String VERSION = "10.11.5";
  private static final String[] SETTINGS = {
    "--innodb-flush-log-at-trx-commit=1",
    "--innodb-buffer-pool-size=1G",
    "--innodb-log-file-size=1G",
    "--max-connections=500"
  };

  private static final long SHORT_HISTORY = 20_000;
  private static final long FEW_PAGES = 1_000;

  private final MariaDbServer server = MariaDbServer.ownOf(VERSION, SETTINGS);
  private final String admin = server.newDatabase();

  @Override
  String description() {
    return "MariaDB " + VERSION + ", " + String.join(" ", SETTINGS);
  }

  @Override
  String create() throws SQLException, InterruptedException {
    awaitPurge();
    return server.newDatabase();
  }

  @Override
  void drop(String url) throws SQLException {
    execute(admin, "DROP DATABASE " + name(url));
  }

  /**
   * Returns when it has removed the old versions of rows that the last contender left behind, and
   * will turn to those of the next one at once. Some it leaves until there is more to do.
   */
  private void awaitPurge() throws SQLException, InterruptedException {
    await(() -> status("Innodb_history_list_length"), SHORT_HISTORY);
  }

  /** Removes old versions, and writes what has changed to the files of the tables. */
  @Override
  void settle(String url) throws SQLException, InterruptedException {
    awaitPurge();
    execute(admin, "SET GLOBAL innodb_max_dirty_pages_pct = 0");
    await(() -> status("Innodb_buffer_pool_pages_dirty"), FEW_PAGES);
    execute(admin, "SET GLOBAL innodb_max_dirty_pages_pct = DEFAULT");
  }

  private long status(String name) throws SQLException {
    try (Connection connection = connect(admin);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
      row.next();
      return row.getLong(2);
    }
  }

  @Override
  String asked() {
    return "statements";
  }

  @Override
  long countAsked() throws SQLException {
    return status("Questions");
  }

  @Override
  long processorMillis() throws IOException {
    String pid = Files.readString(server.dataDirectory().resolveSibling("pid"));
    return ProcessorTime.millis(Long.parseLong(pid.strip()));
  }

  @Override
  String dialect(String statement, long count) {
    return statement
        .replace("{now}", "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))")
        .replace("{series}", "(SELECT seq AS n FROM seq_1_to_%d) numbers".formatted(count));
  }
}
