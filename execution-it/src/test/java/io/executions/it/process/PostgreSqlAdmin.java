package io.executions.it.process;

import io.executions.testing.PostgreSqlServer;
import io.executions.testing.SingleServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL's; what it allows to the service's user is a number of connections. */
final class PostgreSqlAdmin implements DatabaseAdmin {
  private static final String SERVICE_CONNECTIONS =
      "FROM pg_stat_activity WHERE usename = '%s'".formatted(USER);

  private final Connection connection;

  /** Starts a server whose databases the service's user may fill. */
  static SingleServer startServer() throws SQLException {
    SingleServer server = PostgreSqlServer.own();
    try (Connection template = connect(server, "template1");
        Statement statement = template.createStatement()) {
      statement.execute("CREATE ROLE %s LOGIN".formatted(USER));
      statement.execute("GRANT ALL ON SCHEMA public TO %s".formatted(USER));
    }
    return server;
  }

  PostgreSqlAdmin(SingleServer server) throws SQLException {
    connection = connect(server, "postgres");
  }

  private static Connection connect(SingleServer server, String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.port(), database), "root", "");
  }

  /** Sessions that are open take it up within a moment. */
  @Override
  public void readOnly(boolean on) throws SQLException {
    run("ALTER SYSTEM SET default_transaction_read_only = %s".formatted(on));
    run("SELECT pg_reload_conf()");
  }

  @Override
  public void takeAllConnections() throws SQLException {
    run("ALTER ROLE %s CONNECTION LIMIT 0".formatted(USER));
    while (serviceConnections() > 0) {
      run("SELECT pg_terminate_backend(pid) " + SERVICE_CONNECTIONS);
    }
  }

  @Override
  public void giveConnectionsBack() throws SQLException {
    run("ALTER ROLE %s CONNECTION LIMIT -1".formatted(USER));
  }

  private long serviceConnections() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) " + SERVICE_CONNECTIONS)) {
      rows.next();
      return rows.getLong(1);
    }
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
