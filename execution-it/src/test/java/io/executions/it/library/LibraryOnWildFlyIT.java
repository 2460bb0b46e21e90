package io.executions.it.library;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class LibraryOnWildFlyIT extends LibrarySuite {
  @Deployment(testable = false)
  static WebArchive deployment() {
    return LibraryArchive.create();
  }
}
