package io.executions.it.rest;

import io.executions.api.port.Role;
import io.executions.it.process.Installation;
import io.executions.it.process.ServiceProcess;
import io.executions.it.servers.LaunchedServer;
import io.executions.testing.MariaDbServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole contract, and that of its own listener, on the runnable JAR. */
class RestOnRunnableJarIT
    implements RestContract, DocumentContract, ConstraintContract, ListenerContract {
  @TempDir private static Path home;

  private static ServiceProcess process;
  private static Service service;

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectories(LaunchedServer.commandDirectory());
    Installation installation =
        new Installation(home)
            .with("EXECUTION_DB_URL", MariaDbServer.of("11.4.5").newDatabase())
            .with("EXECUTION_DB_USER", "root")
            .with("EXECUTION_COMMAND_DIR", LaunchedServer.commandDirectory().toString())
            .with("EXECUTION_NODE_NAME", "arquillian")
            .with("EXECUTION_HTTP_ALLOW", "127.0.0.0/8")
            .with("EXECUTION_SHUTDOWN_GRACE_MS", "1000");
    for (Role role : Role.values()) {
      installation.with("EXECUTION_%s_TOKEN".formatted(role), LaunchedServer.token(role));
    }
    process = installation.start().awaitReady();
    service =
        new Service(
            URI.create("http://127.0.0.1:%d/".formatted(installation.port())), Commands.create());
  }

  @BeforeEach
  void resetSettings() {
    service.change("\"maxConcurrentExecutions\": 20, \"paused\": false");
  }

  @AfterAll
  static void stop() {
    process.close();
  }

  @Override
  public Service service() {
    return service;
  }

  @Override
  public List<String> log() {
    return process.log();
  }
}
