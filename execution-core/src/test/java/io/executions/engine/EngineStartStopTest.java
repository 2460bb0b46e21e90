package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineStartStopTest {
  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(1);
  private final List<Long> started = new CopyOnWriteArrayList<>();
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
  void stoppingLetsHandlersFinish() throws Exception {
    Engine engine = engines.engine((input, context) -> hold.stubbornly());
    database.create("work", 2);
    engine.start();
    hold.awaitEntered(1);
    Thread stopping = new Thread(() -> engine.stop(GRACE));
    stopping.start();
    await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    hold.release();
    stopping.join(GRACE.toMillis());
    assertThat(database.count("completed")).isEqualTo(1);
    assertThat(database.count("pending")).isEqualTo(1);
    assertThat(database.nodeStates()).containsExactly("stopped");
    assertThat(engine.nodeName()).isEmpty();
  }

  @Test
  void stoppingGivesBackWhatObeysWithoutSpendingAnAttempt() throws Exception {
    Engine engine = engines.engine((input, context) -> hold.obediently());
    long id = database.create("work");
    engine.start();
    hold.awaitEntered(1);
    engine.stop(Duration.ofMillis(1));
    ExecutionRow row = database.row(id);
    assertThat(row.status()).isEqualTo("pending");
    assertThat(row.claimRank()).isZero();
    assertThat(row.failures()).isZero();
    assertThat(row.interruptions()).isZero();
    assertThat(database.attempts(id)).containsExactly("released");
    assertThat(database.nodeStates()).containsExactly("stopped");
  }

  @Test
  void whatIgnoresTheStopIsLeftToTheLeaseAlsoByTheNextStartInThisProcess() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Engine engine =
        engines.engine(
            (input, context) -> calls.incrementAndGet() == 1 ? hold.stubbornly() : "again");
    long id = database.create("work");
    engine.start();
    hold.awaitEntered(1);
    engine.stop(Duration.ZERO);
    assertThat(database.row(id).status()).isEqualTo("running");
    assertThat(database.nodeStates()).containsExactly("draining");

    engine.start();
    await().until(() -> engine.nodeName().isPresent());
    awaitATurn(engine);
    assertThat(database.nodeStates()).containsExactly("draining", "polling");
    assertThat(database.row(id).attempt()).isEqualTo(1);
    assertThat(calls).hasValue(1);
    engine.stop(GRACE);

    hold.release();
    engines.awaitThreadsGone();
    engine.start();
    engines.awaitEnded(1);
    assertThat(database.row(id).output()).contains("again");
    assertThat(calls).hasValue(2);
  }

  @Test
  void startsAndStopsInAnyOrder() {
    Engine engine = engines.engine((input, context) -> started.add(context.id()));
    engine.stop(GRACE);
    for (int round = 0; round < 5; round++) {
      engine.start();
      engine.start();
      database.create("work");
      engine.signal();
      engines.awaitEnded(round + 1);
      engine.stop(GRACE);
      engine.stop(GRACE);
    }
    engines.awaitThreadsGone();
    assertThat(database.unsteady().open()).isZero();
    assertThat(database.nodeStates()).hasSize(5).containsOnly("stopped");
  }

  @Test
  void stopsAtOnceWhenItHasJustStarted() {
    Engine engine = engines.engine((input, context) -> started.add(context.id()));
    database.create("work", 20);
    for (int round = 0; round < 10; round++) {
      engine.start();
      engine.stop(GRACE);
      assertThat(database.count("running")).isZero();
    }
  }

  @Test
  void stopsWhileTheDatabaseIsAway() throws Exception {
    Engine engine = engines.engine((input, context) -> hold.obediently());
    long id = database.create("work");
    engine.start();
    hold.awaitEntered(1);
    database.unsteady().away(true);
    engine.stop(Duration.ofMillis(10));
    engines.awaitThreadsGone();
    database.unsteady().away(false);
    assertThat(database.row(id).status()).isEqualTo("running");

    hold.release();
    engine.start();
    engines.awaitEnded(1);
    assertThat(database.row(id).attempt()).isEqualTo(2);
    assertThat(database.row(id).interruptions()).isEqualTo(1);
  }

  @Test
  void stopsWithoutGraceWhileItClaims() {
    Engine engine = engines.engine((input, context) -> hold.obediently());
    database.create("work");
    for (int round = 0; round < 10; round++) {
      engine.start();
      engine.signal();
      engine.stop(Duration.ZERO);
      assertThat(database.count("running")).isZero();
    }
  }

  private void awaitATurn(Engine engine) {
    engine.signal();
    long from = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              engine.signal();
              return engine
                  .report()
                  .forBeat()
                  .sinceLastPoll()
                  .filter(since -> since.toNanos() < System.nanoTime() - from)
                  .isPresent();
            });
  }
}
