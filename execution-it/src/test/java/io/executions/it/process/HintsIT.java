package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import io.executions.testing.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes that poll once an hour, of which only the other one has commands: what is created on
 * the first one starts because the other one is told of it.
 */
class HintsIT {
  private static final String COME = "Hints of other nodes come ";
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final int CREATIONS = 20;

  @TempDir private Path home;

  @ParameterizedTest
  @EnumSource
  void whatIsCreatedOnOneNodeStartsOnAnotherLongBeforeThatPolls(ServerKind kind) throws Exception {
    Installation creator =
        new Installation(home.resolve("creator"))
            .on(kind.shared())
            .with("EXECUTION_NODE_NAME", "creator")
            .with("POLL_INTERVAL_MS", "3600000");
    Installation worker =
        creator.beside(home.resolve("worker")).with("EXECUTION_NODE_NAME", "worker");
    Command command = Command.in(worker);
    if (kind == ServerKind.MARIADB) {
      creator.with("EXECUTION_HINTS", "127.0.0.1:" + LoopbackPort.free());
      worker.with("EXECUTION_HINTS", "127.0.0.1:" + LoopbackPort.free());
    }
    try (ServiceProcess one = creator.start().awaitReady();
        ServiceProcess other = worker.start().awaitReady()) {
      for (ServiceProcess each : List.of(one, other)) {
        await().atMost(MOST).until(() -> each.log().stream().anyMatch(line -> line.contains(COME)));
      }
      ServiceClient client = creator.client();
      for (int number = 0; number < CREATIONS; number++) {
        assertThat(client.post("api/executions", command.request(0)).status()).isEqualTo(201);
        Settled.await(client);
      }
      assertThat(client.executions("status=completed"))
          .hasSize(CREATIONS)
          .allMatch(each -> each.getString("node").equals("worker"));
    }
  }
}
