package io.executions.it.process;

import io.executions.testing.MariaDbServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Whoever runs the database: may do what the service's own user, {@link #USER}, may not. */
final class DatabaseAdmin implements AutoCloseable {
  static final String USER = "app";

  /** Run whenever the server starts. The service's user has no rights but on its database. */
  private static final String USERS =
      """
      CREATE USER IF NOT EXISTS root@127.0.0.1;
      GRANT ALL ON *.* TO root@127.0.0.1 WITH GRANT OPTION;
      CREATE USER IF NOT EXISTS %1$s@127.0.0.1;
      GRANT ALL ON `test\\_%%`.* TO %1$s@127.0.0.1;
      """
          .formatted(USER);

  private final String url;
  private final Connection connection;
  private final List<Connection> taken = new ArrayList<>();

  /** Starts a server that knows its users, with files in that directory and more arguments. */
  static MariaDbServer startServer(Path directory, String... arguments) throws IOException {
    Path users = Files.writeString(directory.resolve("users.sql"), USERS);
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--skip-grant-tables=0");
    all.add("--init-file=" + users);
    return MariaDbServer.ownOf("10.11.5", all.toArray(String[]::new));
  }

  /** Connects to that server; a killed one ends the connection. */
  DatabaseAdmin(MariaDbServer server) throws SQLException {
    url = "jdbc:mariadb://127.0.0.1:%d/".formatted(server.port());
    connection = DriverManager.getConnection(url, "root", "");
  }

  void readOnly(boolean on) throws SQLException {
    run("SET GLOBAL read_only = " + (on ? 1 : 0));
  }

  /** Takes all connections there are, for itself, until neither node has any. */
  void takeAllConnections() throws SQLException {
    run("SET GLOBAL max_connections = 10");
    while (serviceConnections() > 0) {
      endConnections();
      takeFreeConnections();
    }
  }

  private void takeFreeConnections() {
    try {
      while (true) {
        taken.add(DriverManager.getConnection(url, "root", ""));
      }
    } catch (SQLException e) {
      // None is left.
    }
  }

  private long serviceConnections() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '"
                    + USER
                    + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  void giveConnectionsBack() throws SQLException {
    run("SET GLOBAL max_connections = 150");
    for (Connection one : taken) {
      one.close();
    }
    taken.clear();
  }

  private void endConnections() throws SQLException {
    run("KILL USER " + USER + "@'127.0.0.1'");
  }

  private void run(String statement) throws SQLException {
    try (Statement each = connection.createStatement()) {
      each.execute(statement);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
