package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One row among many, at whose change the database ends the connection. */
@ParameterizedClass
@EnumSource(
    value = TestDatabase.class,
    names = {"MARIADB_11_4", "POSTGRESQL"})
class EngineBreakOffTest {
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");
  private static final int MANY = 60;

  /** It takes longer to make a schema than to run most of these tests. */
  private static final Map<TestDatabase, EngineDatabase> MADE = new EnumMap<>(TestDatabase.class);

  @Parameter TestDatabase kind;
  @TempDir Path dataDir;

  private final AtomicLong ticks = new AtomicLong();
  private final Hold hold = new Hold();
  private final Logger engineLog = Logger.getLogger(Cycle.class.getPackageName());
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Recording log = new Recording(logged);
  private final List<SteppedNode> nodes = new ArrayList<>();
  private EngineDatabase database;
  private long culprit;

  @BeforeEach
  void open() {
    database = MADE.computeIfAbsent(kind, made -> new EngineDatabase(made, 100));
    cure();
    for (String table : List.of("execution", "execution_attempt", "execution_node")) {
      database.update("DELETE FROM " + table);
    }
    engineLog.addHandler(log);
  }

  @AfterEach
  void close() {
    engineLog.removeHandler(log);
    hold.release();
    nodes.forEach(SteppedNode::close);
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void failsWhereTheDatabaseTakesThatAndTheOthersGoOn(Step step) throws Exception {
    SteppedNode node = with(step);
    poison(condition(step));
    workOffOthers(node);
    for (int polls = 0; polls < 12; polls++) {
      poll(node);
    }

    assertThat(database.row(culprit).status()).isEqualTo("failed");
    assertThat(database.row(culprit).errorMessage())
        .startsWith(
            step == Step.SETTLE || step == Step.RECOVER
                ? "Its end could not be recorded: "
                : "It could not be started: ");
    node.goesWell();
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void isPassedOverAndToldOfOnceWhereItTakesNothing(Step step) throws Exception {
    SteppedNode node = with(step);
    poison("TRUE");
    workOffOthers(node);
    List<Long> later = database.create("work", 3);
    long before = database.gateTurns();
    for (int polls = 0; polls < 60; polls++) {
      poll(node);
    }

    assertThat(database.gateTurns() - before).isLessThanOrEqualTo(3 * 60);
    assertThat(later).allSatisfy(id -> assertThat(status(id)).isEqualTo("completed"));
    assertThat(status(culprit))
        .isEqualTo(step == Step.CLAIM || step == Step.PROMOTE ? "pending" : "running");
    assertThat(logged)
        .filteredOn(line -> line.getLevel() == Level.WARNING)
        .filteredOn(line -> line.getParameters()[0].toString().endsWith("Execution " + culprit))
        .hasSize(1);
    node.goesWell();

    cure();
    node.pass(Duration.ofMinutes(5));
    workOff(node);
    assertThat(status(culprit)).isEqualTo("completed");
  }

  @Test
  void isFoundAlsoAmongClaimsThatHaveGoneAstray() throws Exception {
    SteppedNode node = node();
    node.poll();
    createMany();
    database.update(
        """
        UPDATE execution SET status = 'running', claim_rank = NULL, attempt = 1, node_id = ?, node = 'node',
               started_at = created_at
        """,
        node.loop.place().membership().id());
    poison(condition(Step.RECOVER));
    hold.release();
    workOffOthers(node);
  }

  @Test
  void oneAtWhichItBreaksOffWhenClaimedIsFoundAmongThoseThatWereJustGivenBack() throws Exception {
    SteppedNode node = with(Step.RECOVER);
    poison(condition(Step.CLAIM));
    workOffOthers(node);
  }

  @Test
  void isNotShownOverdueAndNothingElseWaitsForThat() throws Exception {
    Hold never = new Hold();
    SteppedNode node = node((input, context) -> never.stubbornly());
    culprit = database.create("work");
    node.poll();
    never.awaitEntered(1);
    poison("NEW.overdue <> OLD.overdue");
    node.runs.find(culprit).stop(Run.Stop.TIMEOUT, ticks.get());
    List<Long> ids = database.create("work", 3);
    node.pass(Duration.ofSeconds(2));
    node.poll();
    never.awaitEntered(3);

    assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("running"));
    assertThat(logged)
        .filteredOn(line -> line.getLevel() == Level.WARNING)
        .singleElement()
        .matches(line -> line.getParameters()[0].equals(Long.toString(culprit)));
    node.goesWell();

    cure();
    node.pass(Duration.ofMinutes(2));
    node.poll();
    assertThat(database.row(culprit).overdue()).isTrue();
    never.release();
    node.awaitAllReturned();
  }

  @Test
  void nobodyIsWhereTheDatabaseIsAwayForAWhile() throws Exception {
    SteppedNode node = node();
    node.poll();
    hold.release();
    createMany();
    for (int outages = 0; outages < 5; outages++) {
      database.unsteady().away(true);
      poll(node);
      poll(node);
      database.unsteady().away(false);
      database.unsteady().loseAnswerToNextCommit();
      poll(node);
    }
    workOff(node);

    assertThat(database.count("completed")).isEqualTo(MANY);
    assertThat(logged).extracting(LogRecord::getMessage).noneMatch(line -> line.startsWith("{0}"));
  }

  /** Returns a node for which that is to be done with all of many. */
  private SteppedNode with(Step step) throws Exception {
    SteppedNode node = node();
    if (step == Step.RECOVER) {
      Hold never = new Hold();
      SteppedNode crashed = node((input, context) -> never.obediently());
      createMany();
      crashed.poll();
      never.awaitEntered(MANY);
      crashed.close();
    } else {
      createMany();
    }
    if (step == Step.PROMOTE) {
      database.update("UPDATE execution SET claim_rank = 2");
    }
    if (step == Step.SETTLE) {
      node.poll();
      hold.awaitEntered(MANY);
    }
    hold.release();
    node.awaitAllReturned();
    return node;
  }

  private void createMany() {
    culprit = database.create("work", MANY).get(MANY / 2);
  }

  private static String condition(Step step) {
    return switch (step) {
      case SETTLE -> "NEW.status = 'completed'";
      case RECOVER -> "OLD.status = 'running' AND NEW.status = 'pending'";
      case PROMOTE -> "OLD.claim_rank = 2 AND NEW.claim_rank = 1";
      case CLAIM -> "NEW.status = 'running' AND OLD.status = 'pending'";
    };
  }

  private void poison(String condition) {
    if (kind.isMariaDb()) {
      database.update(
          """
          CREATE TRIGGER poison BEFORE UPDATE ON execution FOR EACH ROW
          BEGIN IF NEW.id = %d AND %s THEN KILL CONNECTION_ID(); END IF; END
          """
              .formatted(culprit, condition));
      return;
    }
    database.update(
        """
        CREATE OR REPLACE FUNCTION poison() RETURNS TRIGGER LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'
        """);
    database.update(
        """
        CREATE TRIGGER poison BEFORE UPDATE ON execution FOR EACH ROW
          WHEN (NEW.id = %d AND %s) EXECUTE FUNCTION poison()
        """
            .formatted(culprit, condition));
  }

  private void cure() {
    if (kind.isMariaDb()) {
      database.update("DROP TRIGGER IF EXISTS poison");
    } else {
      database.update("DROP TRIGGER IF EXISTS poison ON execution");
    }
  }

  /** All but one, within what is left of two poll intervals after each break. */
  private void workOffOthers(SteppedNode node) {
    for (int polls = 0; polls < 15 && database.count("completed") < MANY - 1; polls++) {
      poll(node);
    }
    assertThat(database.count("completed")).isEqualTo(MANY - 1);
    assertThat(status(culprit)).isNotEqualTo("completed");
  }

  private static void workOff(SteppedNode node) {
    for (int polls = 0; polls < 12; polls++) {
      poll(node);
    }
  }

  private static void poll(SteppedNode node) {
    node.pass(Duration.ofSeconds(1));
    node.poll();
    node.awaitAllReturned();
  }

  private String status(long id) {
    return database.row(id).status();
  }

  private SteppedNode node() {
    return node((input, context) -> hold.obediently());
  }

  private SteppedNode node(TestHandler.Body body) {
    SteppedNode node =
        new SteppedNode(
            new TestEnvironment(database, dataDir), ticks, HOME, TestHandler.of("work", body));
    nodes.add(node);
    return node;
  }
}
