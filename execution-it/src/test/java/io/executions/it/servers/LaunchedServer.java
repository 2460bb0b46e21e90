package io.executions.it.servers;

import io.executions.api.port.Role;
import io.executions.testing.MariaDbServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The server that {@code arquillian.launch} names, with an empty database on MariaDB. A full server
 * is started once and ends with this JVM; Payara Micro is started by Arquillian for each
 * deployment, and only prepared here. To be registered before Arquillian's own extension, which
 * reads the ports.
 */
public final class LaunchedServer implements BeforeAllCallback {
  private static final String LAUNCH = System.getProperty("arquillian.launch");
  private static final Path SERVERS = Path.of(System.getProperty("servers.directory"));
  private static final Path COMMANDS =
      Path.of(System.getProperty("payara.work")).toAbsolutePath().resolve("commands-" + LAUNCH);

  private static ApplicationServer launched;
  private static String databaseUrl;

  /** A server that ends when all tests have run. */
  private record Running(ApplicationServer server) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  /** Returns where the commands are that its executions may run. */
  public static Path commandDirectory() {
    return COMMANDS;
  }

  /** Returns the name by which its applications find the database. */
  public static String dataSource() {
    return switch (LAUNCH) {
      case "payara-server" -> "jdbc/executions";
      case "wildfly" -> "java:jboss/datasources/Executions";
      default -> "java:comp/DefaultDataSource";
    };
  }

  /**
   * Returns where the database is that its data source is of; its user is root, with any password.
   */
  public static String databaseUrl() {
    return databaseUrl;
  }

  /** Returns the token that bears that role. */
  public static String token(Role role) {
    return role.jsonName() + "-token-for-tests";
  }

  /** Returns the built WAR. */
  public static WebArchive service() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("service.war")));
  }

  /** Returns the lines of the server's log that contain a match of the pattern. */
  public static List<String> logged(String pattern) throws IOException {
    return launched == null ? PayaraMicro.logged(pattern) : launched.lines(pattern);
  }

  /** Returns the address where an application is, on the only interface that is listened on. */
  public static URI onLoopback(URI application) {
    return URI.create(
        "http://127.0.0.1:%d%s".formatted(application.getPort(), application.getPath()));
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (LAUNCH.equals("payara-micro")) {
      Files.createDirectories(COMMANDS);
      databaseUrl = MariaDbServer.of("11.4.5").newDatabase();
      PayaraMicro.prepare(databaseUrl, settings());
      return;
    }
    context
        .getRoot()
        .getStore(Namespace.create(LaunchedServer.class))
        .getOrComputeIfAbsent(Running.class, key -> new Running(start()), Running.class);
  }

  private static ApplicationServer start() {
    Path home = SERVERS.resolve("work").resolve(LAUNCH);
    try {
      FileTree.remove(home);
      FileTree.remove(COMMANDS);
      Files.createDirectories(COMMANDS);
      Map<String, String> environment = settings();
      databaseUrl = MariaDbServer.of("11.4.5").newDatabase();
      environment.put("EXECUTION_DB_URL", databaseUrl);
      environment.put("EXECUTION_DATA_SOURCE", dataSource());
      environment.put("EXECUTION_DB_USER", "root");
      environment.put("EXECUTION_DB_PASSWORD", "any-will-do");
      environment.put("EXECUTION_DATA_DIR", home.resolve("data").toString());
      ApplicationServer server = server(home.resolve("server"), environment);
      server.start(environment);
      server.defineMariaDb();
      launched = server;
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells Arquillian, by properties that its configuration names, where the server will be. */
  private static ApplicationServer server(Path home, Map<String, String> environment)
      throws IOException {
    switch (LAUNCH) {
      case "payara-server" -> {
        PayaraServer server = new PayaraServer(SERVERS.resolve("payara6"), home);
        server.keepQuiet();
        System.setProperty("server.admin.port", String.valueOf(server.adminPort()));
        System.setProperty("server.http.port", String.valueOf(server.address().getPort()));
        return server;
      }
      case "wildfly" -> {
        Path installation = SERVERS.resolve("wildfly-" + System.getProperty("wildfly.version"));
        WildFlyServer server = new WildFlyServer(installation, home);
        System.setProperty("server.home", installation.toString());
        System.setProperty("server.admin.port", String.valueOf(server.managementPort()));
        return server;
      }
      default -> throw new IllegalStateException("No such launch: " + LAUNCH);
    }
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    for (Role role : Role.values()) {
      settings.put("EXECUTION_%s_TOKEN".formatted(role), token(role));
    }
    settings.put("EXECUTION_NODE_NAME", "arquillian");
    settings.put("EXECUTION_COMMAND_DIR", COMMANDS.toString());
    settings.put("EXECUTION_HTTP_ALLOW", "127.0.0.0/8");
    settings.put("EXECUTION_MAX_CONCURRENT", "20");
    settings.put("EXECUTION_SHUTDOWN_GRACE_MS", "1000");
    return settings;
  }
}
