package io.executions.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.service.ServiceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PayaraServerIT extends DeploymentContract implements MicroProfileContract {
  private static final Duration MOST = Duration.ofMinutes(1);
  private PayaraServer server;

  @Override
  ApplicationServer server(Path installations, Path home) throws IOException {
    server = new PayaraServer(installations.resolve("payara6"), home);
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
    return server.address();
  }

  @Test
  void showsItsFiguresAmongTheServersMetrics() throws IOException {
    client().post("api/executions", GREET, "Prefer", "wait=30");
    Awaitility.await("a completed execution")
        .atMost(MOST)
        .until(() -> gauges().get("executions{status=completed}") >= 1);

    assertThat(gauges())
        .containsEntry("limit", 4.0)
        .containsEntry("paused", 0.0)
        .containsEntry("nodes", 1.0)
        .containsEntry("node_workers", 64.0)
        .containsKeys(
            "executions{status=pending}",
            "executions{status=running}",
            "executions{status=failed}",
            "executions{status=cancelled}",
            "node_running",
            "node_replays",
            "node_last_poll_duration_seconds",
            "node_last_poll_timestamp_seconds",
            "unhandled_types")
        .allSatisfy((gauge, value) -> assertThat(value).as(gauge).isNotNegative());
  }

  /** Returns the service's gauges without what all of them have in common. */
  private Map<String, Double> gauges() throws IOException {
    String prefix = "execution_service_";
    try (Stream<String> lines = anybody(applications()).get("/metrics").body().lines()) {
      return lines
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()).split(" "))
          .collect(
              Collectors.toMap(
                  gauge ->
                      gauge[0]
                          .replace("mp_scope=\"application\"", "")
                          .replace("application=\"execution-service\"", "")
                          .replaceAll("[\",]", "")
                          .replace("{}", ""),
                  gauge -> Double.valueOf(gauge[1])));
    }
  }

  /** Payara closes the archives while the engine's thread already runs. */
  @Test
  void hasLoadedTheClassesThatNobodyHasUsedYet() throws IOException {
    for (String unused :
        List.of(
            "io.executions.engine.Outcome$RolledBack",
            "io.executions.handlers.http.AnswerTooLargeException",
            "org.flywaydb.core.internal.command.DbRepair")) {
      assertThat(JvmCommand.of(server.pid(), "VM.class_hierarchy " + unused))
          .as(unused)
          .anyMatch(line -> line.contains(unused + "/"));
    }
  }

  @Test
  void hasNothingToWarnOf() throws IOException {
    assertThat(client().get("api/health/ready").json().getJsonArray("warnings")).isEmpty();
  }
}
