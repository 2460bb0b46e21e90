package io.executions.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A look from outside into an installation's database. Of an H2 file, which only a dead service
 * leaves free, a copy is opened: to recover the file itself is left to the service.
 */
public final class DatabaseView implements AutoCloseable {
  private final Connection connection;

  private DatabaseView(Connection connection) {
    this.connection = connection;
  }

  /** Opens it; with H2 the service must not run. */
  static DatabaseView of(Installation installation) throws IOException, SQLException {
    var url = installation.databaseUrl();
    return new DatabaseView(
        url.isPresent()
            ? DriverManager.getConnection(url.get(), "root", "")
            : DriverManager.getConnection(copy(installation)));
  }

  /** Opens the database at that URL of a server, as its root; does not wait for long. */
  public static DatabaseView at(String url) throws SQLException {
    return new DatabaseView(connect(url));
  }

  /** Opens the embedded database at that URL, which no process has open. */
  static DatabaseView at(String url, String user) throws SQLException {
    return new DatabaseView(DriverManager.getConnection(url, user, ""));
  }

  /** Connects to the database at that URL of a server in the same way. */
  public static Connection connect(String url) throws SQLException {
    boolean seconds = url.startsWith("jdbc:postgresql:");
    Properties properties = new Properties();
    properties.setProperty("user", "root");
    properties.setProperty("connectTimeout", seconds ? "2" : "2000");
    properties.setProperty("socketTimeout", seconds ? "5" : "5000");
    return DriverManager.getConnection(url, properties);
  }

  private static String copy(Installation installation) throws IOException {
    Path copy = Files.createDirectories(installation.home().resolve("copy"));
    Files.copy(
        installation.dataDir().resolve("executions.mv.db"),
        copy.resolve("executions.mv.db"),
        StandardCopyOption.REPLACE_EXISTING);
    return "jdbc:h2:file:%s/executions".formatted(copy);
  }

  /** Runs statements. */
  public void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  /** Returns the first column of all rows. */
  public List<Long> ids(String query) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  /** Returns all columns of the only row. */
  List<Long> row(String query) throws SQLException {
    return rows(query).get(0).stream().map(Long::parseLong).toList();
  }

  /** Returns all columns of all rows. */
  public List<List<String>> rows(String query) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          values.add(rows.getString(column));
        }
        all.add(values);
      }
    }
    return all;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
