package io.executions.it.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class WildFlyIT extends DeploymentContract {
  @Override
  ApplicationServer server(Path installations, Path home) throws IOException {
    return new WildFlyServer(
        installations.resolve("wildfly-" + System.getProperty("wildfly.version")), home);
  }

  @Test
  void warnsThatTheDefaultDatabaseIsInMemory() throws IOException {
    assertThat(client().get("api/health/ready").json().getJsonArray("warnings").getString(0))
        .contains("in memory");
  }
}
