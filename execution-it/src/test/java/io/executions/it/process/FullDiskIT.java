package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.executions.it.history.HistoryJudge;
import io.executions.it.history.Judgement;
import io.executions.it.service.ServiceClient;
import io.executions.testing.SingleServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The disk of the database is full for a while. It refuses what needs room, or ends itself and is
 * started again; the service refuses creations meanwhile, stays, and loses nothing.
 */
class FullDiskIT {
  private static final int LIMIT = 4;
  private static final double WORK_SECONDS = 0.3;
  private static final int DISK_MEGABYTES = 96;

  /** Takes several pages, so that room runs out soon; the most that one argument may be. */
  private static final int INPUT_BYTES = 100_000;

  private static final Duration MOST = Duration.ofSeconds(60);
  private static final int MOST_LINES = 40;

  @TempDir private Path home;

  @ParameterizedTest
  @MethodSource("io.executions.it.process.DatabaseTurn#servers")
  void refusesWhileTheDiskIsFullAndGoesOnWhenThereIsRoom(ServerKind kind) throws Exception {
    assumeTrue(DatabaseDisk.possible(), "Only root may make a small disk");
    SingleServer database = kind.own();
    try (DatabaseDisk disk = kind.diskUnder(database, DISK_MEGABYTES)) {
      try {
        fillFor(
            disk, kind.name(), new Installation(home).on(disk.url()), () -> startAgain(database));
      } finally {
        if (database.alive()) {
          database.kill();
        }
      }
    }
  }

  /**
   * H2 closes itself, and is opened again by whoever asks for a connection. Where H2 then finds its
   * own file in use, the process ends and the next one opens it.
   */
  @Test
  void anEmbeddedDatabaseOpensAgainWhenThereIsRoom() throws Exception {
    assumeTrue(DatabaseDisk.possible(), "Only root may make a small disk");
    try (DatabaseDisk disk = DatabaseDisk.embedded(home.resolve("disk"), 2 * DISK_MEGABYTES)) {
      Installation installation = new Installation(home).with("EXECUTION_DB_URL", disk.url());
      fillFor(disk, "H2", installation, () -> false);
    }
  }

  private static boolean startAgain(SingleServer database) {
    if (database.alive()) {
      return false;
    }
    database.restart();
    return true;
  }

  private void fillFor(
      DatabaseDisk disk, String kind, Installation installation, BooleanSupplier startAgain)
      throws Exception {
    installation
        .with("EXECUTION_MAX_CONCURRENT", Integer.toString(LIMIT))
        .with("EXECUTION_LEASE_MS", "3000");
    Command command = Command.in(installation);
    ServiceClient client = installation.client();
    try (SupervisedService service = SupervisedService.start(installation);
        HealthWatch watch = HealthWatch.of(client)) {
      CreationLoad load =
          CreationLoad.start(
              client, 3, Duration.ofMillis(200), key -> command.request(WORK_SECONDS, INPUT_BYTES));
      await().until(() -> command.history().size() > 2 * LIMIT);
      disk.fill();
      await("refused").atMost(MOST).until(() -> load.refusals().size() > 20);
      disk.makeRoom();
      boolean ended = startAgain.getAsBoolean();
      await("ready").atMost(MOST).until(() -> service.lives() && watch.isReady());
      int starts = command.history().size();
      await("works again")
          .atMost(MOST)
          .until(() -> service.lives() && command.history().size() > starts);
      load.stop();
      Settled.await(client);

      Judgement judgement =
          HistoryJudge.judge(command.history(), service.absences(), LIMIT, load.ids());
      System.out.printf(
          "Full disk of %s: %d acknowledged, %d refused, %d attempts, it %s, slowest health %d"
              + " ms, %d lines in the log%n",
          kind,
          load.ids().size(),
          load.refusals().size(),
          judgement.runs(),
          ended || service.wasStartedAgain() ? "ended itself" : "went on",
          watch.slowestMillis(),
          service.log().size());
      assertThat(judgement.breaches()).isEmpty();
      if (!service.wasStartedAgain()) {
        assertThat(judgement.runs()).as("each ran once").isEqualTo(load.ids().size());
        assertThat(watch.breaches()).isEmpty();
      }
      assertThat(load.unexpected()).isEmpty();
      assertThat(load.refusals()).allSatisfy(Refusal::check);
      assertThat(Settled.ids(client, "status=completed"))
          .containsExactlyInAnyOrderElementsOf(load.ids());
      assertThat(service.log())
          .noneMatch(line -> line.startsWith(" ") || line.startsWith("\t"))
          .hasSizeLessThan(MOST_LINES);
    }
  }
}
