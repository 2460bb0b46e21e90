package io.executions.it.library;

import io.executions.it.library.application.LibraryResource;
import io.executions.it.servers.LaunchedServer;
import java.nio.file.Path;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.mariadb.jdbc.MariaDbDataSource;

/** Applications that have the service inside: their own classes, and what the dependency brings. */
final class LibraryArchive {
  private static final String PERSISTENCE =
      """
      <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
        <persistence-unit name="ledger">
          <jta-data-source>%s</jta-data-source>
          <properties>
            <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
          </properties>
        </persistence-unit>
      </persistence>
      """;
  private static final String CONFIGURATION =
      """
      POLL_INTERVAL_MS=1500
      ledger.currency=EUR
      """;

  /** What {@code @DataSourceDefinition} says, which would have to know the address beforehand. */
  private static final String DATA_SOURCE =
      """
      <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
        <data-source>
          <name>%s</name>
          <class-name>org.mariadb.jdbc.MariaDbDataSource</class-name>
          <url>%s</url>
          <user>root</user>
          <password>any-will-do</password>
          <max-pool-size>20</max-pool-size>
        </data-source>
      </web-app>
      """;

  /** Goes before the environment of the server. */
  private static final String OWN_DATA_SOURCE =
      """
      config_ordinal=500
      EXECUTION_DATA_SOURCE=%s
      """;

  /** What comes with the dependency {@code execution-core}, as docs/library.md tells it. */
  private static final String CORE = "/WEB-INF/lib/(execution-(api|core)|flyway)-.+";

  /** What {@code execution-handlers} adds to it. */
  private static final String HANDLERS = "/WEB-INF/lib/(execution-handlers|http|slf4j-api).+";

  private LibraryArchive() {}

  /** Returns the sample application: all that a developer writes, and configures. */
  static WebArchive create() {
    return create(LaunchedServer.dataSource(), CONFIGURATION);
  }

  /** Returns the sample application with a data source of its own by that name. */
  static WebArchive createWithDataSource(String name) {
    return withDataSource(name, create(name, CONFIGURATION + OWN_DATA_SOURCE.formatted(name)));
  }

  private static WebArchive create(String dataSource, String configuration) {
    return with(ShrinkWrap.create(WebArchive.class, "library.war")
            .addPackage(LibraryResource.class.getPackage()))
        .addAsResource(
            new StringAsset(PERSISTENCE.formatted(dataSource)), "META-INF/persistence.xml")
        .addAsResource(new StringAsset(configuration), "META-INF/microprofile-config.properties");
  }

  /** Returns an application of these classes and the libraries, and nothing else. */
  static WebArchive of(String name, Class<?>... classes) {
    return with(ShrinkWrap.create(WebArchive.class, name + ".war").addClasses(classes));
  }

  /** Returns such an application with a data source of its own by that name. */
  static WebArchive withDataSource(String dataSource, String name, Class<?>... classes) {
    return withDataSource(dataSource, of(name, classes))
        .addAsResource(
            new StringAsset(OWN_DATA_SOURCE.formatted(dataSource)),
            "META-INF/microprofile-config.properties");
  }

  private static WebArchive withDataSource(String name, WebArchive application) {
    Path driver =
        Path.of(
            MariaDbDataSource.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    return application
        .addAsLibrary(driver.toFile())
        .setWebXML(new StringAsset(DATA_SOURCE.formatted(name, LaunchedServer.databaseUrl())));
  }

  /** Adds the built-in handlers to an application. */
  static WebArchive withHandlers(WebArchive application) {
    return with(HANDLERS, application);
  }

  private static WebArchive with(WebArchive application) {
    return with(CORE, application);
  }

  private static WebArchive with(String libraries, WebArchive application) {
    LaunchedServer.service()
        .getContent(path -> path.get().matches(libraries))
        .values()
        .forEach(node -> application.add(node.getAsset(), node.getPath()));
    return application;
  }
}
