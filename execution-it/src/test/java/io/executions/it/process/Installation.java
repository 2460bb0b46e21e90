package io.executions.it.process;

import io.executions.it.service.ServiceClient;
import io.executions.testing.LoopbackPort;
import io.executions.testing.SingleServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The service as one operator has it: an archive, a data directory, a port and settings. It is
 * started any number of times, always on the same port and data.
 */
public final class Installation {
  public static final String TOKEN = "admin-token-of-the-tests";

  /** Starts faster; throughput is not what these tests are about. */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path home;
  private final int port = LoopbackPort.free();
  private final Map<String, String> settings = new TreeMap<>();
  private Path archive = Path.of(System.getProperty("service.archive")).normalize();
  private String heap = "512m";
  private int starts;

  /** Makes one in that directory, on H2, with {@link #TOKEN} as its admin token. */
  public Installation(Path home) {
    this.home = home;
    with("EXECUTION_DATA_DIR", dataDir().toString());
    with("EXECUTION_ADMIN_TOKEN", TOKEN);
    with("EXECUTION_LEASE_MS", "60000");
    with("EXECUTION_MAX_INTERRUPTIONS", "1000000");
  }

  public Installation with(String name, String value) {
    settings.put(name, value);
    return this;
  }

  Installation without(String name) {
    settings.remove(name);
    return this;
  }

  /** Returns another node's installation: all as here, but the data directory and the port. */
  Installation beside(Path otherHome) {
    Installation other = new Installation(otherHome).archive(archive);
    other.settings.putAll(settings);
    return other.with("EXECUTION_DATA_DIR", other.dataDir().toString());
  }

  /** Keeps its data in a new database of that server. */
  public Installation on(SingleServer server) {
    return on(server.newDatabase());
  }

  /** Keeps its data in the database of that URL, as root without a password. */
  Installation on(String url) {
    return with("EXECUTION_DB_URL", url).with("EXECUTION_DB_USER", "root");
  }

  public Installation archive(Path other) {
    archive = other;
    return this;
  }

  /** Bounds the memory of its process, such as {@code 256m}. */
  public Installation heap(String most) {
    heap = most;
    return this;
  }

  /** Returns the URL of its database, unless it is the embedded one. */
  public Optional<String> databaseUrl() {
    return Optional.ofNullable(settings.get("EXECUTION_DB_URL"));
  }

  public Path home() {
    return home;
  }

  Path dataDir() {
    return home.resolve("data");
  }

  public int port() {
    return port;
  }

  /** Returns where its handlers write down what they do. */
  public Path history() {
    return home.resolve("history");
  }

  /** Returns a client that bears {@link #TOKEN}. */
  public ServiceClient client() {
    return client(TOKEN);
  }

  public ServiceClient client(String token) {
    return new ServiceClient(URI.create("http://127.0.0.1:%d/".formatted(port)), token);
  }

  /** Starts a process; it may take some seconds to be ready. */
  public ServiceProcess start() {
    return startWith("--port", Integer.toString(port));
  }

  /** Starts a process with those options and no others, but in the same place. */
  ServiceProcess startWith(String... options) {
    starts++;
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.add("-Xmx" + heap);
    command.addAll(List.of("-jar", archive.toString()));
    command.addAll(List.of(options));
    Path output = home.resolve("out-" + starts);
    Path log = home.resolve("log-" + starts);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectOutput(output.toFile())
            .redirectError(log.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("EXECUTION_") || name.startsWith("POLL_"));
    builder.environment().putAll(settings);
    try {
      Files.createDirectories(home);
      return new ServiceProcess(builder.start(), output, log, client());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
