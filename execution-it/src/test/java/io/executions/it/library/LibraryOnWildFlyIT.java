package io.executions.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.servers.LaunchedServer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class LibraryOnWildFlyIT extends LibrarySuite {
  @Deployment(testable = false)
  static WebArchive deployment() {
    return LibraryArchive.create();
  }

  @Test
  void saysNothingOfTheLibrariesThatThisServerLacks() throws Exception {
    assertThat(LaunchedServer.logged("(WARN|ERROR).+(Failed to define class|microprofile)"))
        .isEmpty();
  }
}
