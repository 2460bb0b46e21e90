package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine with its own threads, and no timer at all. */
class EngineTest {
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
  void aFullEngineDoesNotWaitForTheTimer() {
    Engine engine = engines.engine((input, context) -> started.add(context.id()));
    engine.start();
    List<Long> ids = database.create("work", 50);
    engine.signal();
    engines.awaitEnded(50);
    assertThat(started).isEqualTo(ids);
  }

  @Test
  void wakesByItselfForARetryThatIsDue() {
    Engine engine =
        engines.engine(
            (input, context) -> {
              if (context.attempt() == 1) {
                throw new IllegalStateException("once");
              }
              return null;
            });
    database.create(Creation.of("work").maxAttempts(2));
    engine.start();
    engines.awaitEnded(1);
    assertThat(database.count("completed")).isEqualTo(1);
  }

  @Test
  void wakesByItselfForATimeOut() {
    Engine engine = engines.engine((input, context) -> hold.obediently());
    long id = database.create(Creation.of("work").timeout(Duration.ofMillis(100)));
    engine.start();
    engines.awaitEnded(1);
    assertThat(database.attempts(id)).containsExactly("timed_out");
  }

  @Test
  void aDatabaseThatHangsProlongsNoTime() throws Exception {
    AtomicBoolean told = new AtomicBoolean();
    CountDownLatch thawed = new CountDownLatch(1);
    Engine engine =
        engines.engine(
            (input, context) -> {
              context.onCancel(() -> told.set(true));
              database.unsteady().hangsUntil(thawed);
              return hold.obediently();
            });
    long id = database.create(Creation.of("work").timeout(Duration.ofMillis(300)));
    engine.start();
    hold.awaitEntered(1);
    engine.signal();
    try {
      await().atMost(Duration.ofSeconds(60)).untilTrue(told);
    } finally {
      thawed.countDown();
    }
    engines.awaitEnded(1);
    assertThat(database.attempts(id)).containsExactly("timed_out");
  }

  @Test
  void beatsAndWorkGoOnByThemselvesAfterAnOutage() {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.given.put("EXECUTION_LEASE_MS", "1000");
    around.given.put("POLL_INTERVAL_MS", "200");
    Engine engine =
        engines.engine(
            around,
            (input, context) -> {
              database.unsteady().away(true);
              return null;
            });
    engine.start();
    long id = database.create("work");
    engine.signal();
    await().until(() -> database.unsteady().refused() > 5);
    long beatsBefore = beats();
    assertThat(database.row(id).status()).isEqualTo("running");
    database.unsteady().away(false);
    engines.awaitEnded(1);
    await().until(() -> beats() > beatsBefore + 1);
    assertThat(database.nodeStates()).containsExactly("polling");
    assertThat(database.row(id).attempt()).isEqualTo(1);
  }

  @Test
  void anInterruptDoesNotEndItsThreads() {
    Engine engine = engines.engine((input, context) -> null);
    engine.start();
    await().until(() -> engine.nodeName().isPresent());
    engines.threads().forEach(Thread::interrupt);
    database.create("work", 3);
    engine.signal();
    engines.awaitEnded(3);
    assertThat(engines.threads()).filteredOn(Thread::isAlive).hasSizeGreaterThanOrEqualTo(2);
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
    Engine one = engines.engine(body);
    Engine other = engines.engine(new TestEnvironment(database, dataDir.resolve("other")), body);
    List<Long> ids = database.create("work", 300);
    one.start();
    other.start();
    await()
        .atMost(Duration.ofSeconds(60))
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
    assertThat(database.ended()).isEqualTo(300);
  }

  private long beats() {
    return database.list("SELECT beat FROM execution_node", row -> row.getLong(1)).get(0);
  }
}
