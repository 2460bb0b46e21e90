package io.executions.launch;

import io.executions.settings.EmbeddedFile;
import io.executions.settings.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * What the server's default connection pool takes its connections from. The pool makes it by its
 * class name and knows neither URL nor password, so that these are in the memory of this process
 * only.
 */
public class ServerDataSource implements DataSource {

  /**
   * What opening an embedded database may write. H2 closes its database when it cannot write, and
   * the next connection opens it again. Opened while the disk was still full, it was at times in
   * use for good, by its own process; so it is left alone until there is room.
   */
  private static final long ROOM = 4L * 1024 * 1024;

  /** H2's own code for that. */
  private static final int CANNOT_WRITE = 90031;

  private static volatile DatabaseSettings database;

  private final DatabaseSettings settings = database;
  private final Driver driver;

  /** Whether the database was found to be a cluster, which it stays. */
  private volatile boolean cluster;

  /**
   * Called by the connection pool.
   *
   * @throws SQLException if the driver is not in the runnable JAR
   */
  public ServerDataSource() throws SQLException {
    try {
      driver =
          Class.forName(settings.driver(), true, Thread.currentThread().getContextClassLoader())
              .asSubclass(Driver.class)
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new SQLException("No JDBC driver " + settings.driver(), e);
    }
  }

  /**
   * Decides the database, before the server starts.
   *
   * @param settings the database
   */
  static void use(DatabaseSettings settings) {
    database = settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect(
        settings.user().orElse(null), settings.password().map(Secret::value).orElse(null));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return connect(user, password);
  }

  private Connection connect(String user, String password) throws SQLException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    settings.properties().forEach(properties::putIfAbsent);
    String url = settings.url().value();
    if (EmbeddedFile.of(url).filter(file -> file.lacksRoom(ROOM)).isPresent()) {
      throw new SQLException(
          "No space is left on the disk of the embedded database", "HY000", CANNOT_WRITE);
    }
    Optional<Path> fresh =
        EmbeddedFile.of(url).map(EmbeddedFile::file).filter(file -> Files.notExists(file));
    Connection connection = open(url, properties);
    fresh.ifPresent(ServerDataSource::closeToOthers);
    return ValidatedConnection.of(connection, System::nanoTime);
  }

  private Connection open(String url, Properties properties) throws SQLException {
    Map<String, String> ofCluster = settings.propertiesOfCluster();
    if (cluster) {
      properties.putAll(ofCluster);
    }
    Connection connection = driver.connect(url, properties);
    if (connection == null) {
      throw new SQLException(
          "The JDBC driver " + settings.driver() + " does not accept the database's URL");
    }
    if (cluster || ofCluster.isEmpty() || !isToCluster(connection)) {
      return connection;
    }
    cluster = true;
    connection.close();
    return open(url, properties);
  }

  private static boolean isToCluster(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW VARIABLES LIKE 'wsrep_on'")) {
      return row.next() && row.getString(2).equals("ON");
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** It holds inputs, outputs and whatever secrets are in them, in whatever directory it lies. */
  private static void closeToOthers(Path file) {
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException | UnsupportedOperationException e) {
      System.getLogger(ServerDataSource.class.getName())
          .log(Level.WARNING, "Others may be able to read {0}: {1}", file, e);
    }
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter writer) {
    // the driver logs in its own way
  }

  @Override
  public void setLoginTimeout(int seconds) {
    // part of the URL, for a driver that has it
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (!type.isInstance(this)) {
      throw new SQLException("Not a " + type.getName());
    }
    return type.cast(this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
