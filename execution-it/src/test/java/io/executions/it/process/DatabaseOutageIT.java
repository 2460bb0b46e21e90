package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.HistoryJudge;
import io.executions.it.history.HostClock;
import io.executions.it.history.Judgement;
import io.executions.it.process.ServiceClient.Answer;
import io.executions.testing.SingleServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the database under load and starts it again; the service stays as it is. */
class DatabaseOutageIT {
  private static final int LIMIT = 4;
  private static final double WORK_SECONDS = 0.5;

  /** What a node may say of one outage, from its first failure until all goes well again. */
  private static final int MOST_LINES = 25;

  private static final long LONGER_THAN_THE_LEASE = 4000;

  @TempDir private Path home;
  private ServiceClient client;

  @ParameterizedTest
  @EnumSource
  void goesOnByItselfWhenTheDatabaseIsBackAndLosesNothing(ServerKind kind) throws Exception {
    Random random = KilledService.random("Outages of " + kind);
    int outages = KilledService.kills(2);
    SingleServer database = kind.own();
    Installation installation =
        new Installation(home)
            .on(database)
            .with("EXECUTION_MAX_CONCURRENT", Integer.toString(LIMIT))
            .with("EXECUTION_LEASE_MS", "3000");
    Command command = Command.in(installation);
    client = installation.client();
    try (ServiceProcess service = installation.start().awaitReady()) {
      CreationLoad load =
          CreationLoad.start(
              client, 3, Duration.ofMillis(200), key -> command.request(WORK_SECONDS));
      long endedMeanwhile = 0;
      for (int outage = 1; outage <= outages; outage++) {
        int starts = command.history().size();
        await().until(() -> command.history().size() > starts + 2 * LIMIT);
        Thread.sleep(random.nextInt(1000));
        int linesBefore = service.log().size();
        long from = HostClock.nanos();
        database.kill();
        assertSaysSo();
        assertRefuses(load);
        Thread.sleep(LONGER_THAN_THE_LEASE);
        endedMeanwhile += ends(command, from, HostClock.nanos());
        database.restart();
        await().atMost(Duration.ofSeconds(30)).until(() -> readiness().status() == 200);
        assertTellsBriefly(service, linesBefore);
      }
      load.stop();
      Settled.await(client);

      Judgement judgement = HistoryJudge.judge(command.history(), List.of(), LIMIT, load.ids());
      System.out.printf(
          "Outages of %s: %d, %d executions acknowledged, %d attempts, %d of them ended while it"
              + " was away, %d creations refused, at most %d ran with a limit of %d, %d lines in the log%n",
          kind,
          outages,
          load.ids().size(),
          judgement.runs(),
          endedMeanwhile,
          load.refusals().size(),
          judgement.mostRunning(),
          LIMIT,
          service.log().size());
      assertThat(judgement.breaches()).isEmpty();
      assertThat(judgement.runs()).as("each ran once").isEqualTo(load.ids().size());
      assertThat(endedMeanwhile).as("ends that had to wait for the database").isPositive();
      assertThat(load.unexpected()).isEmpty();
      assertThat(Settled.ids(client, "status=completed"))
          .containsExactlyInAnyOrderElementsOf(load.ids());
      assertThat(service.alive()).isTrue();
    } finally {
      database.kill();
    }
  }

  private static long ends(Command command, long from, long to) throws Exception {
    return command.history().stream()
        .filter(entry -> entry.end() && entry.nanos() > from && entry.nanos() < to)
        .count();
  }

  private Answer readiness() throws Exception {
    return client.get("/api/health/ready");
  }

  private void assertSaysSo() {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              Answer readiness = readiness();
              assertThat(readiness.status()).isEqualTo(503);
              assertThat(readiness.body().getJsonArray("problems").toString())
                  .contains("database does not answer");
            });
  }

  private void assertRefuses(CreationLoad load) throws Exception {
    int before = load.refusals().size();
    await().atMost(Duration.ofSeconds(15)).until(() -> load.refusals().size() > before);
    Refusal.check(load.refusals().get(before));
    assertThat(client.get("/api/executions?status=running").status()).isEqualTo(503);
    assertThat(client.get("/api/health/live").status()).isEqualTo(200);
  }

  private static void assertTellsBriefly(ServiceProcess service, int linesBefore) {
    List<String> lines = service.log().subList(linesBefore, service.log().size());
    assertThat(lines)
        .anyMatch(line -> line.contains("polling goes on"))
        .noneMatch(line -> line.startsWith(" ") || line.startsWith("\t"))
        .hasSizeLessThan(MOST_LINES);
  }
}
