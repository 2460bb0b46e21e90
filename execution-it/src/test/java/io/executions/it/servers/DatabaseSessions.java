package io.executions.it.servers;

import io.executions.testing.MariaDbServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The sessions that others have at one database of a MariaDB server. */
final class DatabaseSessions {
  private static final String COUNT =
      """
      SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()
      """;

  private final MariaDbServer server;
  private String url;

  DatabaseSessions(MariaDbServer server) {
    this.server = server;
  }

  /** Makes the database and returns its URL. */
  String newDatabase() {
    url = server.newDatabase();
    return url;
  }

  long count() throws IOException {
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        PreparedStatement statement = connection.prepareStatement(COUNT);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
