package io.executions.it.process;

import io.executions.testing.MariaDbServer;
import io.executions.testing.SingleServer;
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

/** MariaDB's; takes all of its connections for itself. */
final class MariaDbAdmin implements DatabaseAdmin {
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

  /** Starts a server that knows its users, with files in that directory. */
  static SingleServer startServer(Path directory) throws IOException {
    Path users = Files.writeString(directory.resolve("users.sql"), USERS);
    return MariaDbServer.ownOf("10.11.5", "--skip-grant-tables=0", "--init-file=" + users);
  }

  MariaDbAdmin(SingleServer server) throws SQLException {
    url = "jdbc:mariadb://127.0.0.1:%d/".formatted(server.port());
    connection = DriverManager.getConnection(url, "root", "");
  }

  @Override
  public void readOnly(boolean on) throws SQLException {
    run("SET GLOBAL read_only = " + (on ? 1 : 0));
  }

  @Override
  public void takeAllConnections() throws SQLException {
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

  @Override
  public void giveConnectionsBack() throws SQLException {
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
