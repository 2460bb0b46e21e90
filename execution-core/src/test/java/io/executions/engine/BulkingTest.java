package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bulks that living engines do; unless told, no poll ever comes by itself. */
class BulkingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(10);
  private final Hold hold = new Hold();
  private LiveEngines engines;

  @BeforeEach
  void prepare() {
    engines = new LiveEngines(database, dataDir);
  }

  @AfterEach
  void stop() {
    hold.release();
    engines.close();
  }

  @Test
  void isDoneWhateverThePauseAndTellsItsMoves() {
    database.update("UPDATE execution_gate SET paused = TRUE");
    List<Long> ids = database.create("work", 450);
    ask(1, "cancel", "{\"type\": \"work\"}");
    TestEnvironment around = new TestEnvironment(database, dataDir);
    Engine engine = engines.engine(around, (input, context) -> "done");

    engine.start();

    awaitEnd(1);
    assertThat(counts(1)).isEqualTo("completed 450 450 0 0");
    assertThat(database.count("cancelled")).isEqualTo(450);
    await().atMost(PATIENCE).until(() -> around.ended.size() >= 450);
    assertThat(around.ended).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void keepsAConnectionOnlyAsLongAsThereIsOne() {
    Engine engine = engines.engine((input, context) -> "done");
    engine.start();
    await().atMost(PATIENCE).until(() -> engine.nodeName().isPresent());
    int before = database.unsteady().open();
    database.create("work", 3);
    ask(1, "cancel", "{\"type\": \"none\"}");

    engine.signal();

    awaitEnd(1);
    await().atMost(PATIENCE).until(() -> database.unsteady().open() == before);
  }

  @Test
  void handlersOfThisNodeAreToldToStopAtOnce() {
    Engine engine = engines.engine((input, context) -> hold.obediently());
    database.create("work");
    engine.start();
    await().atMost(PATIENCE).until(() -> database.count("running") == 1);
    ask(1, "cancel", "{\"status\": \"running\"}");

    engine.signal();

    await().atMost(PATIENCE).until(() -> database.count("cancelled") == 1);
    assertThat(counts(1)).isEqualTo("completed 1 1 0 0");
  }

  @Test
  void whatIsDueAgainIsClaimedAtOnce() {
    database.create("work", 5);
    database.update(
        """
        UPDATE execution SET status = 'failed', claim_rank = NULL, finished_at = 1, error_message = 'No'
        """);
    ask(1, "retry", "{\"status\": \"failed\"}");

    engines.engine((input, context) -> "done").start();

    await().atMost(PATIENCE).until(() -> database.count("completed") == 5);
    assertThat(counts(1)).isEqualTo("completed 5 5 0 0");
  }

  @Test
  void whatAnEngineLeavesAnotherOneGoesOnWith() throws Exception {
    List<Long> ids = database.create("mail", 600);
    ask(1, "cancel", "{\"type\": \"mail\"}");
    TestEnvironment first = new TestEnvironment(database, dataDir.resolve("first"));
    TestEnvironment second = new TestEnvironment(database, dataDir.resolve("second"));
    Engine one = engines.engine(first, (input, context) -> "done");
    Engine other = engines.engine(second, (input, context) -> "done");
    try (Connection holder = holding(ids.get(0))) {
      one.start();
      await().atMost(PATIENCE).until(() -> first.ended.size() == 599);
      one.stop(Duration.ZERO);
      other.start();
      holder.rollback();
    }

    awaitEnd(1);
    assertThat(counts(1)).isEqualTo("completed 600 600 0 0");
    await().atMost(PATIENCE).until(() -> !second.ended.isEmpty());
    assertThat(second.ended).containsExactly(ids.get(0));
    assertThat(first.ended).doesNotContain(ids.get(0)).hasSize(599);
  }

  @Test
  void anOutageIsWaitedFor() throws Exception {
    List<LogRecord> log = new CopyOnWriteArrayList<>();
    Recording recording = new Recording(log);
    Logger logger = Logger.getLogger(Bulking.class.getName());
    logger.addHandler(recording);
    List<Long> ids = database.create("mail", 3);
    ask(1, "cancel", "{\"type\": \"mail\"}");
    try (Connection holder = holding(ids.get(0))) {
      engines.engine((input, context) -> "done").start();
      await().atMost(PATIENCE).until(() -> database.count("cancelled") == 2);
      database.unsteady().away(true);
      await().atMost(PATIENCE).until(() -> !log.isEmpty());
      holder.rollback();
      database.unsteady().away(false);

      awaitEnd(1);
      assertThat(counts(1)).isEqualTo("completed 3 3 0 0");
    } finally {
      logger.removeHandler(recording);
    }
  }

  @Test
  void oneThatCannotBeReadFailsAndKeepsNoOther() {
    database.create("work", 3);
    ask(1, "cancel", "{\"status\": \"strange\"}");
    ask(2, "cancel", "{\"type\": \"work\"}");

    engines.engine((input, context) -> hold.obediently()).start();

    awaitEnd(2);
    awaitEnd(1);
    assertThat(counts(1)).startsWith("failed 0 0 0 0");
    assertThat(counts(2)).startsWith("completed 3 ");
  }

  private void ask(long id, String verb, String filter) {
    database.update(
        """
        INSERT INTO execution_bulk
               (id, verb, state, selection, asked_by, created_at, place, part, taken, parts,
                matched, done, skipped, failed, fence)
        VALUES (?, ?, 'running', ?, 'operator', ?, ?, 0, 0, 0, 0, 0, 0, 0, 0)
        """,
        id,
        verb,
        filter,
        4_000_000_000_000_000L,
        "0 %d %d".formatted(Long.MIN_VALUE, Long.MIN_VALUE));
  }

  /** Holds the lock of that row until it is closed. */
  private Connection holding(long id) throws SQLException {
    Connection holder = database.direct().getConnection();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.executeQuery("SELECT id FROM execution WHERE id = %d FOR UPDATE".formatted(id));
    }
    return holder;
  }

  private void awaitEnd(long id) {
    await().atMost(PATIENCE).until(() -> !counts(id).startsWith("running"));
  }

  private String counts(long id) {
    return database
        .list(
            "SELECT state, matched, done, skipped, failed FROM execution_bulk WHERE id = ?",
            row ->
                "%s %d %d %d %d"
                    .formatted(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5)),
            id)
        .get(0);
  }
}
