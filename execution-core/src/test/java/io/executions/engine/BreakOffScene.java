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
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Many rows, and one of them at whose change the database ends the connection. */
abstract class BreakOffScene {
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");
  static final int MANY = 60;

  /** It takes longer to make a schema than to run most of these tests. */
  private static final Map<TestDatabase, EngineDatabase> MADE = new EnumMap<>(TestDatabase.class);

  @Parameter TestDatabase kind;
  @TempDir Path dataDir;

  final AtomicLong ticks = new AtomicLong();
  final Hold hold = new Hold();
  final Logger engineLog = Logger.getLogger(Cycle.class.getPackageName());
  final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  final Recording log = new Recording(logged);
  final List<SteppedNode> nodes = new ArrayList<>();
  EngineDatabase database;
  long culprit;

  @BeforeEach
  void open() {
    database = MADE.computeIfAbsent(kind, made -> new EngineDatabase(made, 100));
    cure();
    for (String table : List.of("execution", "execution_attempt", "execution_node")) {
      database.update("DELETE FROM " + table);
    }
    database.limit(100);
    engineLog.addHandler(log);
  }

  @AfterEach
  void close() {
    engineLog.removeHandler(log);
    hold.release();
    nodes.forEach(SteppedNode::close);
  }

  /** Returns a node for which that is to be done with all of many. */
  SteppedNode with(Step step) throws Exception {
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

  void createMany() {
    culprit = database.create("work", MANY).get(MANY / 2);
  }

  static String condition(Step step) {
    return switch (step) {
      case SETTLE -> "NEW.status = 'completed'";
      case RECOVER -> "OLD.status = 'running' AND NEW.status = 'pending'";
      case PROMOTE -> "OLD.claim_rank = 2 AND NEW.claim_rank = 1";
      case CLAIM -> "NEW.status = 'running' AND OLD.status = 'pending'";
    };
  }

  void poison(String condition) {
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

  void cure() {
    if (kind.isMariaDb()) {
      database.update("DROP TRIGGER IF EXISTS poison");
    } else {
      database.update("DROP TRIGGER IF EXISTS poison ON execution");
    }
  }

  /** All but one, within what is left of two poll intervals after each break. */
  void workOffOthers(SteppedNode node) {
    for (int polls = 0; polls < 15 && database.count("completed") < MANY - 1; polls++) {
      poll(node);
    }
    assertThat(database.count("completed")).isEqualTo(MANY - 1);
    assertThat(status(culprit)).isNotEqualTo("completed");
  }

  static void workOff(SteppedNode node) {
    for (int polls = 0; polls < 12; polls++) {
      poll(node);
    }
  }

  static void poll(SteppedNode node) {
    node.pass(Duration.ofSeconds(1));
    node.poll();
    node.awaitAllReturned();
  }

  String status(long id) {
    return database.row(id).status();
  }

  SteppedNode node() {
    return node((input, context) -> hold.obediently());
  }

  SteppedNode node(TestHandler.Body body) {
    SteppedNode node =
        new SteppedNode(
            new TestEnvironment(database, dataDir), ticks, HOME, TestHandler.of("work", body));
    nodes.add(node);
    return node;
  }
}
