package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.HistoryEntry;
import io.executions.it.service.ServiceClient;
import io.executions.testing.SingleServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node is told to end while it runs something and is asked a lot. */
class StopIT {
  private static final Duration MOMENT = Duration.ofSeconds(60);
  private static final int LONG_GRACE = 120_000;

  @TempDir private Path home;

  @Test
  void finishesWhatRunsAndAnswersEveryoneUntilNobodyIsListenedTo() throws Exception {
    Installation installation = new Installation(home);
    Command command = Command.in(installation);
    try (ServiceProcess service = installation.start().awaitReady()) {
      ServiceClient client = installation.client();
      Path end = home.resolve("end");
      client.post("api/executions", command.requestUntil(end));
      await().atMost(MOMENT).until(() -> command.history().size() == 1);
      CreationLoad load =
          CreationLoad.start(client, 4, Duration.ofMillis(5), key -> command.request(0));
      await().atMost(MOMENT).until(() -> load.ids().size() > 20);

      service.terminate();
      awaitDown(client);
      assertThat(client.get("api/health/ready").json().getJsonArray("problems").getString(0))
          .isEqualTo("This node is about to stop");
      int acknowledged = load.ids().size();
      await().atMost(MOMENT).until(() -> load.ids().size() > acknowledged);
      assertThat(command.history()).as("it answers while the handler runs").hasSize(1);
      Files.createFile(end);
      assertThat(service.awaitExit(MOMENT)).isEqualTo(143);

      assertThat(command.history().get(1)).matches(HistoryEntry::end);
      assertThat(load.unexpected()).as("answers that no client should see").isEmpty();
      assertThat(load.refusals()).allMatch(answer -> answer.header("Retry-After") != null);
      assertTellsBriefly(service.log());
      assertThat(service.log())
          .filteredOn(line -> line.contains("Stopped; "))
          .singleElement()
          .asString()
          .endsWith("Stopped; executions that were interrupted and given back: 0");
      load.abandon();
    }
  }

  @Test
  void endsAtOnceWhenToldASecondTime() throws Exception {
    Installation installation =
        new Installation(home).with("EXECUTION_SHUTDOWN_GRACE_MS", Integer.toString(LONG_GRACE));
    Command command = Command.in(installation);
    try (ServiceProcess service = installation.start().awaitReady()) {
      installation.client().post("api/executions", command.request(600));
      await().atMost(MOMENT).until(() -> command.history().size() == 1);

      service.terminate();
      awaitDown(installation.client());
      service.terminate();

      assertThat(service.awaitExit(Duration.ofMillis(LONG_GRACE / 2))).isEqualTo(143);
    }
  }

  @Test
  void answersClientsThatWaitAlsoWhereOthersWentAwayInTheMiddleOfTheirRequests() throws Exception {
    Installation installation = new Installation(home);
    Command command = Command.in(installation);
    JsonObject notDue =
        Json.createObjectBuilder(command.request(0)).add("runAt", "2100-01-01T00:00:00Z").build();
    ExecutorService waiter = Executors.newSingleThreadExecutor();
    try (ServiceProcess service = installation.start().awaitReady()) {
      ServiceClient client = installation.client();
      for (int number = 0; number < 3; number++) {
        goAwayInTheMiddle(installation.port());
        assertThat(client.get("api/stats").status()).isEqualTo(200);
      }
      Future<ServiceClient.Answer> answer =
          waiter.submit(() -> client.post("api/executions", notDue, "Prefer", "wait=60"));
      await().atMost(MOMENT).until(() -> client.get("api/stats").json().getInt("pending") == 1);

      service.terminate();

      assertThat(service.awaitExit(MOMENT)).isEqualTo(143);
      assertThat(answer.get().status()).isEqualTo(201);
      assertThat(answer.get().json().getString("status")).isEqualTo("pending");
      assertTellsBriefly(service.log());
      assertThat(service.log()).noneMatch(line -> line.contains("still under way"));
    } finally {
      waiter.shutdownNow();
    }
  }

  private static void goAwayInTheMiddle(int port) throws IOException {
    String request =
        """
        POST /api/executions HTTP/1.1
        Host: 127.0.0.1
        Authorization: Bearer %s
        Content-Type: application/json
        Content-Length: 500

        {"type":"""
            .formatted(Installation.TOKEN)
            .replace("\n", "\r\n");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @ParameterizedTest
  @EnumSource
  void endsWithoutAWordOfTheRequestsThatHangOnTheDatabase(ServerKind kind) throws Exception {
    SingleServer database = kind.administered(home);
    Installation installation =
        new Installation(home.resolve("node"))
            .on(database)
            .with("EXECUTION_LEASE_MS", "4000")
            .with("EXECUTION_SHUTDOWN_GRACE_MS", "1000");
    Command command = Command.in(installation);
    try (ServiceProcess service = installation.start().awaitReady()) {
      CreationLoad load =
          CreationLoad.start(
              installation.client(), 4, Duration.ofMillis(5), key -> command.request(0));
      await().atMost(MOMENT).until(() -> load.ids().size() > 20);

      database.freeze();
      service.terminate();

      assertThat(service.awaitExit(MOMENT)).isEqualTo(143);
      assertTellsBriefly(service.log());
      load.abandon();
    } finally {
      database.kill();
    }
  }

  private static void awaitDown(ServiceClient client) {
    await()
        .atMost(MOMENT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> client.get("api/health/ready").status() == 503);
  }

  private static void assertTellsBriefly(List<String> log) {
    assertThat(log)
        .noneMatch(line -> line.startsWith(" "))
        .noneMatch(line -> line.contains("SEVERE"));
  }
}
