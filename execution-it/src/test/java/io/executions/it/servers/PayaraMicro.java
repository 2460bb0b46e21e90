package io.executions.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Arquillian starts: Payara Micro configured as in the runnable JAR, but with an empty
 * database on a real MariaDB as its default data source. The files written here are named in {@code
 * arquillian.xml}.
 */
final class PayaraMicro {
  /** Of this JVM alone: others start servers of their own at the same time. */
  private static final Path DIRECTORY = Path.of(System.getProperty("payara.work")).toAbsolutePath();

  private static final String PRODUCT_POOL =
      "datasource-classname=\"io.executions.launch.ServerDataSource\"";
  private static final String POOL_END = "connection-creation-retry-attempts=\"0\"/>";

  /** Only the runnable JAR has the listener's filters. */
  private static final String OWN_FILTERS = "comet-support-enabled=\"true\"";

  private static final String OWN_STRATEGY =
      "io-strategy=\"org.glassfish.grizzly.strategies.SameThreadIOStrategy\"";

  private PayaraMicro() {}

  /** Prepares the next start, with the database there and these settings by their names. */
  static void prepare(String databaseUrl, Map<String, String> settings) {
    try {
      Path directory = Files.createTempDirectory(Files.createDirectories(DIRECTORY), "service-");
      Files.writeString(DIRECTORY.resolve("domain.xml"), domain(databaseUrl));
      Files.write(DIRECTORY.resolve("java.options"), options(directory, settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the lines of its log that contain a match of the pattern. */
  static List<String> logged(String pattern) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var logs = Files.newDirectoryStream(DIRECTORY, "server.log*[!k]")) {
      for (Path log : logs) {
        lines.addAll(FileTree.lines(log, pattern));
      }
    }
    return lines;
  }

  private static String domain(String databaseUrl) throws IOException {
    String properties =
        """
        connection-creation-retry-attempts="0">
          <property name="url" value="%s"/>
          <property name="user" value="root"/>
          <property name="password" value=""/>
        </jdbc-connection-pool>"""
            .formatted(databaseUrl);
    String product =
        replaced(
            replaced(
                Files.readString(Path.of(System.getProperty("payara.domain"))), OWN_FILTERS, ""),
            OWN_STRATEGY,
            "");
    return replaced(
        replaced(
            replaced(
                product,
                PRODUCT_POOL,
                PRODUCT_POOL.replaceFirst("io.+Source", "org.mariadb.jdbc.MariaDbDataSource")),
            POOL_END,
            properties),
        "thread-pool=\"http-thread-pool\" enabled=\"false\"",
        "thread-pool=\"http-thread-pool\" enabled=\"true\"");
  }

  private static String replaced(String text, String part, String by) {
    if (!text.contains(part)) {
      throw new IllegalStateException("The server's configuration has no " + part);
    }
    return text.replace(part, by);
  }

  private static List<String> options(Path directory, Map<String, String> settings)
      throws IOException {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    List<String> options = new ArrayList<>();
    options.add("-Xmx768m");
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-XX:+UseSerialGC");
    options.add(property("java.io.tmpdir", temporary.toString()));
    options.add(property("hazelcast.phone.home.enabled", "false"));
    options.add(property("io.executions.address", "127.0.0.1"));
    options.add(property("io.executions.pool", "20"));
    options.add(property("EXECUTION_DATA_DIR", directory.resolve("data").toString()));
    settings.forEach((setting, value) -> options.add(property(setting, value)));
    return options;
  }

  private static String property(String name, String value) {
    return "\"-D%s=%s\"".formatted(name, value);
  }
}
