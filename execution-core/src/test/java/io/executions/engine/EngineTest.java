package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with its own threads, and no timer at all. */
class EngineTest {
  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(1);
  private final List<Long> started = new CopyOnWriteArrayList<>();
  private final Hold hold = new Hold();
  private final List<Engine> engines = new ArrayList<>();
  private final List<TestSurroundings> arounds = new ArrayList<>();

  @AfterEach
  void stop() {
    hold.release();
    database.unsteady().away(false);
    engines.forEach(engine -> engine.stop(Duration.ZERO));
    arounds.forEach(EngineTest::awaitThreadsGone);
    assertThat(database.unsteady().open()).isZero();
  }

  @Test
  void aFullEngineDoesNotWaitForTheTimer() {
    Engine engine = engine((input, context) -> started.add(context.id()));
    engine.start();
    List<Long> ids = database.create("work", 50);
    engine.signal();
    awaitEnded(50);
    assertThat(started).isEqualTo(ids);
  }

  @Test
  void wakesByItselfForARetryThatIsDue() {
    Engine engine =
        engine(
            (input, context) -> {
              if (context.attempt() == 1) {
                throw new IllegalStateException("once");
              }
              return null;
            });
    database.create(Creation.of("work").maxAttempts(2));
    engine.start();
    awaitEnded(1);
    assertThat(database.count("completed")).isEqualTo(1);
  }

  @Test
  void wakesByItselfForATimeOut() {
    Engine engine = engine((input, context) -> hold.obediently());
    long id = database.create(Creation.of("work").timeout(Duration.ofMillis(100)));
    engine.start();
    awaitEnded(1);
    assertThat(database.attempts(id)).containsExactly("timed_out");
  }

  @Test
  void stoppingLetsHandlersFinish() throws Exception {
    Engine engine = engine((input, context) -> hold.stubbornly());
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
    Engine engine = engine((input, context) -> hold.obediently());
    long id = database.create("work");
    engine.start();
    hold.awaitEntered(1);
    engine.stop(Duration.ofMillis(1));
    ExecutionRow row = database.row(id);
    assertThat(row.status()).isEqualTo("pending");
    assertThat(row.line()).isZero();
    assertThat(row.failures()).isZero();
    assertThat(row.interruptions()).isZero();
    assertThat(database.attempts(id)).containsExactly("released");
    assertThat(database.nodeStates()).containsExactly("stopped");
  }

  @Test
  void whatIgnoresTheStopIsLeftToTheLeaseAlsoByTheNextStartInThisProcess() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    Engine engine =
        engine((input, context) -> calls.incrementAndGet() == 1 ? hold.stubbornly() : "again");
    long id = database.create("work");
    engine.start();
    hold.awaitEntered(1);
    engine.stop(Duration.ZERO);
    assertThat(database.row(id).status()).isEqualTo("running");
    assertThat(database.nodeStates()).containsExactly("polling");

    engine.start();
    await().until(() -> engine.nodeName().isPresent());
    awaitATurn(engine);
    assertThat(database.nodeStates()).containsExactly("polling", "polling");
    assertThat(database.row(id).attempt()).isEqualTo(1);
    assertThat(calls).hasValue(1);
    engine.stop(GRACE);

    hold.release();
    awaitThreadsGone(arounds.get(0));
    engine.start();
    awaitEnded(1);
    assertThat(database.row(id).output()).contains("again");
    assertThat(calls).hasValue(2);
  }

  @Test
  void startsAndStopsInAnyOrder() {
    Engine engine = engine((input, context) -> started.add(context.id()));
    engine.stop(GRACE);
    for (int round = 0; round < 5; round++) {
      engine.start();
      engine.start();
      database.create("work");
      engine.signal();
      awaitEnded(round + 1);
      engine.stop(GRACE);
      engine.stop(GRACE);
    }
    awaitThreadsGone(arounds.get(0));
    assertThat(database.unsteady().open()).isZero();
    assertThat(database.nodeStates()).hasSize(5).containsOnly("stopped");
  }

  @Test
  void stopsAtOnceWhenItHasJustStarted() {
    Engine engine = engine((input, context) -> started.add(context.id()));
    database.create("work", 20);
    for (int round = 0; round < 10; round++) {
      engine.start();
      engine.stop(GRACE);
      assertThat(database.count("running")).isZero();
    }
  }

  @Test
  void stopsWhileTheDatabaseIsAway() throws Exception {
    Engine engine = engine((input, context) -> hold.obediently());
    long id = database.create("work");
    engine.start();
    hold.awaitEntered(1);
    database.unsteady().away(true);
    engine.stop(Duration.ofMillis(10));
    awaitThreadsGone(arounds.get(0));
    database.unsteady().away(false);
    assertThat(database.row(id).status()).isEqualTo("running");

    hold.release();
    engine.start();
    awaitEnded(1);
    assertThat(database.row(id).attempt()).isEqualTo(2);
    assertThat(database.row(id).interruptions()).isEqualTo(1);
  }

  @Test
  void anInterruptDoesNotEndItsThreads() {
    Engine engine = engine((input, context) -> null);
    engine.start();
    await().until(() -> engine.nodeName().isPresent());
    arounds.get(0).threads.forEach(Thread::interrupt);
    database.create("work", 3);
    engine.signal();
    awaitEnded(3);
    assertThat(arounds.get(0).threads).filteredOn(Thread::isAlive).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void twoEnginesNeverRunMoreThanTheLimitAndEachAttemptOnce() {
    int limit = 3;
    database.limit(limit);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Map<String, Integer> attempts = new ConcurrentHashMap<>();
    TestHandler.Body body =
        (input, context) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          attempts.merge(context.id() + "/" + context.attempt(), 1, Integer::sum);
          Thread.sleep(1);
          running.decrementAndGet();
          return null;
        };
    Engine one = engine(body);
    Engine other = engine(dataDir.resolve("other"), body);
    List<Long> ids = database.create("work", 300);
    one.start();
    other.start();
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              one.signal();
              other.signal();
              return database.count("completed") == 300;
            });
    assertThat(most.get()).isBetween(1, limit);
    assertThat(attempts)
        .isEqualTo(ids.stream().collect(Collectors.toMap(id -> id + "/1", id -> 1)));
    assertThat(
            database.list(
                "SELECT DISTINCT node FROM execution ORDER BY node", row -> row.getString(1)))
        .containsExactly("node", "node-2");
    assertThat(database.list("SELECT ended FROM execution_total", row -> row.getInt(1)))
        .containsExactly(300);
  }

  private void awaitEnded(int count) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> database.count("completed") + database.count("failed") == count);
  }

  private void awaitATurn(Engine engine) {
    engine.signal();
    var before = engine.report().forBeat().lastPollAt();
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              engine.signal();
              return !engine.report().forBeat().lastPollAt().equals(before);
            });
  }

  private static void awaitThreadsGone(TestSurroundings around) {
    await().until(() -> around.threads.stream().noneMatch(Thread::isAlive));
  }

  private Engine engine(TestHandler.Body body) {
    return engine(dataDir, body);
  }

  private Engine engine(Path directory, TestHandler.Body body) {
    TestSurroundings around = new TestSurroundings(database, directory);
    around.given.put("POLL_INTERVAL_MS", "3600000");
    around.given.put("EXECUTION_WORKERS", "2");
    Engine engine = new Engine(around.make(System::nanoTime, TestHandler.of("work", body)));
    arounds.add(around);
    engines.add(engine);
    return engine;
  }
}
