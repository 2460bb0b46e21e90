package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is deployed in three versions, with a schedule in the code of two. */
class CodeScheduleIT {
  private static final Duration MOST = Duration.ofMinutes(1);
  private static final String REPORT = "api/schedules/report";

  @TempDir private Path home;

  @Test
  void followsTheCodeAndKeepsThePauseOfAnOperator() throws Exception {
    Installation installation = new Installation(home.resolve("node"));
    ServiceClient client = installation.client();
    try (ServiceProcess first = version(installation, "1", NightlyReport.class)) {
      JsonObject report = awaitState(client, "active");
      assertThat(report.getString("source")).isEqualTo("code");
      assertThat(report.getString("cron")).isEqualTo("0 2 * * *");
      Answer refused =
          client.send(
              "PUT",
              REPORT,
              "{\"every\": \"PT1H\", \"type\": \"http\", \"input\": {\"url\": \"http://a/\"}}");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.json().getString("type")).endsWith(":defined-in-code");
      assertThat(refused.json().getString("detail")).contains("execution-service");
      assertThat(client.send("DELETE", REPORT, "").status()).isEqualTo(409);
      assertThat(client.post(REPORT + "/trigger").status()).isEqualTo(201);
      assertThat(client.post(REPORT + "/pause").status()).isEqualTo(200);
      stop(first);
    }
    try (ServiceProcess second = version(installation, "2", HourlyReport.class)) {
      await().atMost(MOST).until(() -> report(client).getString("cron").equals("@hourly"));
      assertThat(report(client).getString("state")).isEqualTo("paused");
      assertThat(client.post(REPORT + "/resume").json().containsKey("nextRunAt")).isTrue();
      stop(second);
    }
    try (ServiceProcess third = version(installation, "3")) {
      awaitState(client, "retired");
      assertThat(report(client).containsKey("nextRunAt")).isFalse();
      assertThat(client.send("DELETE", REPORT, "").status()).isEqualTo(204);
      stop(third);
    }
  }

  private ServiceProcess version(Installation installation, String number, Class<?>... classes)
      throws IOException {
    Path directory = Files.createDirectories(home.resolve("version-" + number));
    return installation.archive(HandlerArchive.in(directory, classes)).start().awaitReady();
  }

  private static void stop(ServiceProcess version) throws InterruptedException {
    version.terminate();
    version.awaitExit(MOST);
  }

  private static JsonObject awaitState(ServiceClient client, String state) {
    return await()
        .atMost(MOST)
        .until(() -> report(client), report -> report.getString("state", "").equals(state));
  }

  private static JsonObject report(ServiceClient client) throws IOException {
    return client.get(REPORT).json();
  }
}
