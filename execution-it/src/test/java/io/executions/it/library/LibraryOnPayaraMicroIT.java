package io.executions.it.library;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Here the application defines its data source itself. */
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara-micro")
class LibraryOnPayaraMicroIT extends LibrarySuite {
  @Deployment(testable = false)
  static WebArchive deployment() {
    return LibraryArchive.createWithDataSource("java:app/jdbc/ledger");
  }
}
