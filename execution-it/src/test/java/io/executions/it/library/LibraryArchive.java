package io.executions.it.library;

import io.executions.it.library.application.LibraryResource;
import io.executions.it.servers.LaunchedServer;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Applications that have the service inside: their own classes, and the libraries of the WAR. */
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

  private LibraryArchive() {}

  /** Returns the sample application: all that a developer writes, and configures. */
  static WebArchive create() {
    return with(ShrinkWrap.create(WebArchive.class, "library.war")
            .addPackage(LibraryResource.class.getPackage()))
        .addAsResource(
            new StringAsset(PERSISTENCE.formatted(LaunchedServer.dataSource())),
            "META-INF/persistence.xml")
        .addAsResource(new StringAsset(CONFIGURATION), "META-INF/microprofile-config.properties");
  }

  /** Returns an application of these classes and the libraries, and nothing else. */
  static WebArchive of(String name, Class<?>... classes) {
    return with(ShrinkWrap.create(WebArchive.class, name + ".war").addClasses(classes));
  }

  private static WebArchive with(WebArchive application) {
    LaunchedServer.service()
        .getContent(path -> path.get().matches("/WEB-INF/lib/.+"))
        .values()
        .forEach(node -> application.add(node.getAsset(), node.getPath()));
    return application;
  }
}
