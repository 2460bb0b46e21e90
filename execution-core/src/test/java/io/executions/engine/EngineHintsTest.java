package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is created on a node that cannot run it. */
class EngineHintsTest {
  private static final String LISTENERS =
      """
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'
      """;

  private static final String COME =
      "INFO Hints of other nodes come by notifications of the database";
  private static final String DO_NOT_COME =
      "INFO Hints of other nodes do not come by notifications of the database; their work is found"
          + " by polling: ";

  @TempDir Path dataDir;

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL,    false",
    "POSTGRESQL,    true",
    "MARIADB_10_11, true",
    "H2,            true",
  })
  void isStartedByAnotherNodeLongBeforeItPolls(TestDatabase kind, boolean datagrams) {
    try (TwoNodes nodes = new TwoNodes(kind, datagrams, dataDir).started()) {
      nodes.untilHintsCome();
      for (int i = 0; i < 20; i++) {
        nodes.create();
        nodes.awaitDone();
      }
    }
  }

  @Test
  void aListeningConnectionThatIsKilledComesBack() {
    try (TwoNodes nodes = new TwoNodes(TestDatabase.POSTGRESQL, false, dataDir).started()) {
      untilBothHear(nodes);
      List<Integer> listeners = listeners(nodes);
      assertThat(listeners).hasSize(2);

      listeners.forEach(
          pid -> nodes.database.list("SELECT pg_terminate_backend(?)", row -> 0, pid));
      await().atMost(TwoNodes.PATIENCE).until(() -> count(nodes, COME) == 4);

      nodes.create();
      nodes.awaitDone();
      assertThat(nodes.log())
          .hasSize(6)
          .filteredOn(line -> line.startsWith(DO_NOT_COME))
          .hasSize(2);
      assertThat(listeners(nodes)).hasSize(2).doesNotContainAnyElementsOf(listeners);
    }
  }

  @Test
  void hintsComeAgainAfterAnOutageThatIsToldOnce() {
    try (TwoNodes nodes = new TwoNodes(TestDatabase.POSTGRESQL, false, dataDir).started()) {
      untilBothHear(nodes);
      nodes.database.unsteady().away(true);
      await().atMost(TwoNodes.PATIENCE).until(() -> nodes.log().size() >= 4);
      int refused = nodes.database.unsteady().refused();
      await()
          .atMost(TwoNodes.PATIENCE)
          .until(() -> nodes.database.unsteady().refused() > refused + 4);
      nodes.database.unsteady().away(false);
      await().atMost(TwoNodes.PATIENCE).until(() -> count(nodes, COME) == 4);

      nodes.create();
      nodes.awaitDone();
      assertThat(nodes.log()).hasSize(6);
    }
  }

  @Test
  void behindAPoolerThatKeepsNoSessionsOneLineSaysSoAndPollingGoesOn() {
    TwoNodes all = new TwoNodes(TestDatabase.POSTGRESQL, false, dataDir);
    all.database.unsteady().pooled(true);
    try (TwoNodes nodes = all.started()) {
      await().atMost(TwoNodes.PATIENCE).until(() -> nodes.log().size() == 2);
      assertThat(nodes.log())
          .allMatch(
              line -> line.equals(DO_NOT_COME + "no notification comes back, as behind a pooler"));
      assertThat(listeners(nodes)).isEmpty();

      nodes.create();
      await().during(Duration.ofMillis(300)).until(() -> !nodes.done());
      nodes.worker.tick();
      nodes.awaitDone();
      assertThat(nodes.log()).hasSize(2);
    }
  }

  /** The one that told may hear itself later than the other one. */
  private static void untilBothHear(TwoNodes nodes) {
    nodes.untilHintsCome();
    await().atMost(TwoNodes.PATIENCE).until(() -> count(nodes, COME) == 2);
  }

  private static List<Integer> listeners(TwoNodes nodes) {
    return nodes.database.list(LISTENERS, row -> row.getInt(1));
  }

  private static long count(TwoNodes nodes, String line) {
    return nodes.log().stream().filter(line::equals).count();
  }
}
