package io.executions.it.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** WildFly with the MicroProfile subsystems that its standard configuration leaves out. */
class WildFlyMicroProfileIT extends DeploymentContract implements MicroProfileContract {
  private WildFlyServer server;

  @Override
  ApplicationServer server(Path installations, Path home) throws IOException {
    server =
        new WildFlyServer(
                installations.resolve("wildfly-" + System.getProperty("wildfly.version")), home)
            .withMicroProfile();
    return server;
  }

  @Override
  public ServiceClient service() {
    return client();
  }

  @Override
  public URI applications() {
    return server.address();
  }

  @Override
  public URI health() {
    return server.managementAddress();
  }
}
