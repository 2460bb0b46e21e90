package io.executions.bench.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The database of a peer, by way of a pool of connections. */
final class PeerDatabase implements AutoCloseable {
  static final String USER = "root";

  private static final String POSTGRESQL = "jdbc:postgresql:";

  private final HikariDataSource pool;

  PeerDatabase(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(withBatches(url));
    config.setUsername(USER);
    config.setPassword("");
    config.setMaximumPoolSize(connections);
    pool = new HikariDataSource(config);
  }

  /** What is inserted by batches is to go by few statements on each database. */
  private static String withBatches(String url) {
    return url.startsWith(POSTGRESQL) ? url + "?reWriteBatchedInserts=true" : url;
  }

  boolean isPostgreSql() {
    return pool.getJdbcUrl().startsWith(POSTGRESQL);
  }

  DataSource pool() {
    return pool;
  }

  /** Runs statements that end with semicolons, leaving out lines that are comments. */
  void run(String script) throws SQLException {
    String statements = script.replaceAll("(?m)^\\s*(#|--).*$", "");
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements.split(";")) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
  }

  /** Returns what a query for one number finds. */
  long number(String query) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
