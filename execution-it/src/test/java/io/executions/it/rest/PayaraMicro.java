package io.executions.it.rest;

import io.executions.testing.MariaDbServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * What Arquillian starts: Payara Micro configured as in the runnable JAR, but with an empty
 * database on a real MariaDB as its default data source. The files written here are named in {@code
 * arquillian.xml}.
 */
public final class PayaraMicro {
  private static final Path DIRECTORY = Path.of(System.getProperty("payara.directory"));
  private static final String PRODUCT_POOL =
      "datasource-classname=\"io.executions.launch.ServerDataSource\"";
  private static final String POOL_END = "connection-creation-retry-attempts=\"0\"/>";

  private PayaraMicro() {}

  /**
   * Prepares the next start.
   *
   * @param name tells its data directory from others
   * @param settings by their names
   */
  public static void prepare(String name, Map<String, String> settings) {
    try {
      Files.writeString(DIRECTORY.resolve("domain.xml"), domain());
      Files.write(DIRECTORY.resolve("java.options"), options(directory(name), settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the built WAR. */
  public static WebArchive service() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("service.war")));
  }

  /** Returns the address where an application is, on the only interface that is listened on. */
  public static URI onLoopback(URI application) {
    return URI.create(
        "http://127.0.0.1:%d%s".formatted(application.getPort(), application.getPath()));
  }

  /** Creates an empty directory for that start. */
  static Path directory(String name) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(DIRECTORY), name + "-");
  }

  private static String domain() throws IOException {
    String url = MariaDbServer.of("11.4.5").newDatabase();
    String properties =
        """
        connection-creation-retry-attempts="0">
          <property name="url" value="%s"/>
          <property name="user" value="root"/>
          <property name="password" value=""/>
        </jdbc-connection-pool>"""
            .formatted(url);
    String product = Files.readString(Path.of(System.getProperty("payara.domain")));
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
