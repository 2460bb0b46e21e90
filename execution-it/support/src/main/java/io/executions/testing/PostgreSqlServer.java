package io.executions.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL server on a free loopback port, with data of its own. One is shared by all
 * tests of a JVM and ends with it; a test that kills its server starts one of its own. Its
 * databases sort by the rules of a language unless they are told otherwise.
 */
public final class PostgreSqlServer implements SingleServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static PostgreSqlServer shared;

  private final PostgreSqlPrograms programs = PostgreSqlPrograms.unpacked();
  private final int port = LoopbackPort.free();
  private final Path home;
  private final List<String> settings;
  private Process process;

  private PostgreSqlServer(String... settings) {
    this.settings = List.of(settings);
    try {
      home = programs.newHome();
      Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
      programs.run(
          home,
          "initdb",
          List.of(
              "--pgdata=" + data(),
              "--username=root",
              "--auth=trust",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=icu",
              "--icu-locale=en-US",
              "--no-sync"));
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL was not installed", e);
    }
    restart();
  }

  /** Returns the shared server, started when first asked for. */
  public static synchronized PostgreSqlServer shared() {
    if (shared == null) {
      shared = new PostgreSqlServer();
    }
    return shared;
  }

  /** Returns a new server that no other test uses, with more settings such as {@code x=1}. */
  public static PostgreSqlServer own(String... settings) {
    return new PostgreSqlServer(settings);
  }

  @Override
  public int port() {
    return port;
  }

  /** Returns its process, whose children are those of its sessions. */
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean alive() {
    return process.isAlive();
  }

  @Override
  public void kill() {
    if (alive()) {
      new ProcessTree(process.toHandle()).kill();
    }
  }

  @Override
  public void freeze() {
    new ProcessTree(process.toHandle()).freeze();
  }

  @Override
  public void thaw() {
    new ProcessTree(process.toHandle()).thaw();
  }

  @Override
  public void restart() {
    List<String> arguments = new ArrayList<>(List.of("-D", data().toString()));
    for (String setting :
        List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=200",
            "shared_buffers=64MB",
            // A commit outlives the server's processes, which is all that tests take away.
            "fsync=off")) {
      arguments.addAll(List.of("-c", setting));
    }
    settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
    try {
      process = programs.start(home, "postgres", arguments);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
    await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(this::answers);
  }

  private boolean answers() throws IOException {
    try (Connection connection = connect()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      if (!alive()) {
        throw new IOException("PostgreSQL has ended: " + Files.readString(home.resolve("log")), e);
      }
      return false;
    }
  }

  @Override
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  /** Creates an empty database whose files are in that directory, and returns its JDBC URL. */
  public String newDatabaseIn(Path directory) {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      programs.handOver(directory);
      statement.execute("CREATE TABLESPACE %s_space LOCATION '%s'".formatted(name, directory));
      statement.execute("CREATE DATABASE %1$s TABLESPACE %1$s_space".formatted(name));
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(url("postgres"), "root", "");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private Path data() {
    return home.resolve("data");
  }

  private void remove() {
    if (process != null) {
      kill();
    }
    PostgreSqlPrograms.remove(home);
  }
}
