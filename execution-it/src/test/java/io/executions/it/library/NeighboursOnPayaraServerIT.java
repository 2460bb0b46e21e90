package io.executions.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.servers.LaunchedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara-server")
class NeighboursOnPayaraServerIT extends NeighboursSuite {

  @Test
  void showsFiguresAndHealthOfEachApplicationAtTheServersOwnEndpoints() throws Exception {
    client();
    deployer.deploy("neighbour");
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(shown("/metrics"))
                      .filteredOn(line -> line.startsWith("execution_service_limit{"))
                      .anyMatch(line -> line.contains("application=\"library\""))
                      .anyMatch(line -> line.contains("application=\"neighbour\""))
                      .allMatch(line -> line.endsWith("} 20.0")));
      assertThat(shown("/metrics"))
          .filteredOn(line -> line.startsWith("execution_service_"))
          .allMatch(line -> line.contains("application=\""));
      assertThat(String.join("", shown("/health")))
          .contains("\"application\":\"library\"", "\"application\":\"neighbour\"")
          .contains("execution-service-live", "execution-service-ready");
    } finally {
      deployer.undeploy("neighbour");
    }
    assertThat(shown("/metrics")).noneMatch(line -> line.contains("application=\"neighbour\""));
  }

  private List<String> shown(String path) throws Exception {
    URI server = LaunchedServer.onLoopback(application.toURI()).resolve(path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(server).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .toList();
  }
}
