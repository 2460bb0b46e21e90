package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.Absence;
import io.executions.it.history.HistoryEntry;
import io.executions.it.history.HistoryJudge;
import io.executions.it.history.Judgement;
import io.executions.it.service.ServiceClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kills the service while handlers run, again and again; their own history decides. */
class HandlerKillIT {
  private static final int LIMIT = 4;

  /** Of each of three clients: together they create a little more than can be done meanwhile. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource("io.executions.it.process.DatabaseTurn#databases")
  void losesNothingRepeatsNoAttemptAndKeepsTheLimitThoughKilled(DatabaseKind database)
      throws Exception {
    Random random = KilledService.random("Handlers on " + database);
    int kills = KilledService.kills(2);
    int takenUp = 0;
    Random lengths = new Random(random.nextLong());
    Installation installation =
        database
            .use(new Installation(home))
            .with("EXECUTION_MAX_CONCURRENT", Integer.toString(LIMIT));
    Command command = Command.in(installation);
    try (KilledService service = KilledService.start(installation, random)) {
      ServiceClient client = installation.client();
      CreationLoad load =
          CreationLoad.start(
              client, 3, PAUSE, key -> command.request(0.2 + 0.5 * lengths.nextDouble()));
      for (int kill = 1; kill <= kills; kill++) {
        awaitStarts(command, LIMIT, service.absences());
        service.killWithin(2000);
        List<Long> interrupted = running(installation);
        service.restart();
        awaitStarts(command, 2 * LIMIT, service.absences());
        assertTakenUpFirst(client, command, service.absences(), interrupted);
        takenUp += interrupted.size();
      }
      load.stop();
      Settled.await(client);

      Judgement judgement =
          HistoryJudge.judge(command.history(), service.absences(), LIMIT, load.ids());
      System.out.printf(
          "Handlers on %s: %d kills, %d executions acknowledged, %d attempts, %d interrupted in the"
              + " history and %d in the database, at most %d ran with a limit of %d%n",
          database,
          kills,
          load.ids().size(),
          judgement.runs(),
          judgement.interrupted(),
          takenUp,
          judgement.mostRunning(),
          LIMIT);
      assertThat(judgement.breaches()).isEmpty();
      assertThat(load.unexpected()).isEmpty();
      assertThat(Settled.ids(client, "status=completed"))
          .containsExactlyInAnyOrderElementsOf(load.ids());
      assertThat(takenUp).as("kills that hit something").isPositive();
    }
  }

  private static List<Long> running(Installation installation) throws Exception {
    try (DatabaseView view = DatabaseView.of(installation)) {
      return view.ids("SELECT id FROM execution WHERE status = 'running'");
    }
  }

  /** Waits until so many attempts have started since the last outage, for which there is work. */
  private static void awaitStarts(Command command, int starts, List<Absence> absences) {
    await().atMost(Duration.ofMinutes(2)).until(() -> started(command, absences).size() >= starts);
  }

  private static List<Long> started(Command command, List<Absence> absences) throws IOException {
    long since = absences.isEmpty() ? 0 : absences.get(absences.size() - 1).to();
    return command.history().stream()
        .filter(entry -> entry.start() && entry.nanos() > since)
        .map(HistoryEntry::id)
        .distinct()
        .toList();
  }

  /** The lease is a minute: only the data directory can have told that the node was the same. */
  private static void assertTakenUpFirst(
      ServiceClient client, Command command, List<Absence> absences, List<Long> interrupted)
      throws IOException {
    List<Long> others = new ArrayList<>(started(command, absences));
    others.removeAll(interrupted);
    Instant firstOther = startedAt(client, others).stream().min(Instant::compareTo).orElseThrow();
    long restart = absences.get(absences.size() - 1).to();
    for (Instant again : startedAt(client, interrupted)) {
      assertThat(again).as("it runs again").isAfter(Instant.ofEpochSecond(0, restart));
      assertThat(again)
          .as("an interrupted one is ahead of pending ones")
          .isBeforeOrEqualTo(firstOther);
    }
    for (long id : interrupted) {
      List<JsonObject> attempts =
          client.get("api/executions/" + id + "/attempts").json().getJsonArray("items").stream()
              .map(JsonObject.class::cast)
              .toList();
      assertThat(attempts).anyMatch(each -> "interrupted".equals(each.getString("outcome", "")));
    }
  }

  private static List<Instant> startedAt(ServiceClient client, List<Long> ids) throws IOException {
    List<Instant> times = new ArrayList<>();
    for (long id : ids) {
      JsonObject execution = client.awaitExecution(id);
      assertThat(execution).as("what has started").containsKey("startedAt");
      times.add(Instant.parse(execution.getString("startedAt")));
    }
    return times;
  }
}
