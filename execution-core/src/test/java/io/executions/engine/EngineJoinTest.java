package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes between while a node joins: a stop, or a failure. */
class EngineJoinTest {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(1);
  private final List<Long> started = new CopyOnWriteArrayList<>();
  private TestEnvironment around;
  private LiveEngines engines;
  private SteppedNode node;

  @BeforeEach
  void prepare() {
    around = new TestEnvironment(database, dataDir);
    engines = new LiveEngines(database, dataDir);
  }

  @AfterEach
  void stop() {
    if (node == null) {
      engines.close();
    } else {
      // As a crash does: a connection of its stays open.
      node.close();
    }
  }

  @Test
  void aStopThatComesWhileItJoinsHasItGiveThePlaceBack() throws Exception {
    CountDownLatch joined = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(1);
    database.unsteady().afterNextCommit(() -> meet(joined, told));
    Engine engine = engines.engine((input, context) -> started.add(context.id()));
    long id = database.create("work");
    engine.start();
    assertThat(joined.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(database.nodeStates()).containsExactly("polling");
    assertThat(engine.stage()).isEqualTo(LifeStage.JOINING);

    Thread stopping = new Thread(() -> engine.stop(GRACE));
    stopping.start();
    await().until(() -> engine.stage() == LifeStage.STOPPED);
    told.countDown();
    stopping.join(PATIENCE.toMillis());
    assertThat(stopping.isAlive()).isFalse();
    engines.awaitThreadsGone();
    assertThat(database.nodeStates()).containsExactly("stopped");
    assertThat(database.row(id).attempt()).isZero();
    assertThat(started).isEmpty();

    engine.start();
    engines.awaitEnded(1);
    assertThat(database.nodeStates()).containsExactly("stopped", "polling");
  }

  @Test
  void aStopThatComesWhileADeadNodeTakesAnotherPlaceHasItGiveThatBack() {
    node = stepped();
    node.poll();
    database.update("UPDATE execution_node SET state = 'dead'");
    database.unsteady().afterNextCommit(node.loop::beginLeave);
    node.poll();
    assertThat(database.nodeStates()).containsExactly("dead", "stopped");
    assertThat(node.loop.life().stage()).isEqualTo(LifeStage.STOPPED);

    database.create("work");
    node.poll();
    assertThat(database.nodeStates()).containsExactly("dead", "stopped");
    assertThat(started).isEmpty();
  }

  @Test
  void aJoinWhoseAnswerWasLostCountsAsAnEarlierBoot() {
    node = stepped();
    database.create("work");
    database.unsteady().loseAnswerToNextCommit();
    node.poll();
    assertThat(node.report.lastError()).isPresent();
    assertThat(database.nodeStates()).containsExactly("polling");
    assertThat(node.loop.life().stage()).isEqualTo(LifeStage.JOINING);

    node.finish();
    assertThat(database.nodeStates()).containsExactly("dead", "polling");
    assertThat(node.loop.nodeName()).contains("node");
    assertThat(database.count("completed")).isEqualTo(1);
    node.goesWell();
  }

  @Test
  void aPlaceThatCannotBeKeptIsGivenBackAndAnotherOneTakenLater() {
    around.beforeThread = () -> fail("No thread for the beats");
    node = stepped();
    database.create("work");
    node.poll();
    assertThat(node.report.lastError()).contains("No thread for the beats");
    assertThat(database.nodeStates()).containsExactly("stopped");
    assertThat(node.loop.life().stage()).isEqualTo(LifeStage.REJOINING);
    assertThat(started).isEmpty();

    around.beforeThread = () -> {};
    node.finish();
    assertThat(database.nodeStates()).containsExactly("stopped", "polling");
    assertThat(database.count("completed")).isEqualTo(1);
    node.goesWell();
  }

  @Test
  void aStopOfANodeThatCouldNotKeepItsPlaceEndsItsLife() {
    around.beforeThread =
        () -> {
          node.loop.beginLeave();
          fail("No thread for the beats");
        };
    node = stepped();
    node.poll();
    assertThat(database.nodeStates()).containsExactly("stopped");
    assertThat(node.loop.life().stage()).isEqualTo(LifeStage.STOPPED);

    around.beforeThread = () -> {};
    node.poll();
    assertThat(database.nodeStates()).containsExactly("stopped");
  }

  @Test
  void whatFailsBeforeItJoinsIsTriedAgainAndNoNodeIsSeenUntilThen() {
    around.onReady = () -> fail("No token could be stored");
    node = stepped();
    node.poll();
    assertThat(node.report.lastError()).contains("No token could be stored");
    assertThat(database.nodeStates()).isEmpty();

    around.onReady = () -> {};
    node.poll();
    assertThat(database.nodeStates()).containsExactly("polling");
    node.goesWell();
  }

  private SteppedNode stepped() {
    return new SteppedNode(
        around,
        new AtomicLong(),
        HOME,
        TestHandler.of("work", (input, context) -> started.add(context.id())));
  }

  private static void fail(String why) {
    throw new IllegalStateException(why);
  }

  private static void meet(CountDownLatch here, CountDownLatch there) {
    here.countDown();
    try {
      assertThat(there.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
