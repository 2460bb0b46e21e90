package io.executions.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PayaraServerIT extends DeploymentContract {
  @Override
  ApplicationServer server(Path installations, Path home) throws IOException {
    return new PayaraServer(installations.resolve("payara6"), home);
  }

  @Test
  void hasNothingToWarnOf() throws IOException {
    assertThat(client().get("api/health/ready").json().getJsonArray("warnings")).isEmpty();
  }
}
