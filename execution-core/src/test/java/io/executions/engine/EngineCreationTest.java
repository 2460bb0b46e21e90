package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.api.NewExecution;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was created on a node wakes its engine, unless it cannot run yet; no timer ever ticks. */
class EngineCreationTest {
  private static final List<NewExecution> WORK = List.of(NewExecution.of("work"));
  private static final int CREATORS = 3;
  private static final int EACH = 150;

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(100);
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
  void nothingThatIsCreatedWaitsForTheTimerWhicheverMomentItComesAt() throws Exception {
    for (int limit : List.of(1, 100)) {
      database.limit(limit);
      long before = database.count("completed");
      Engine engine = engines.engine((input, context) -> null);
      engine.start();
      createFromAllSides(engine);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> database.count("completed") == before + CREATORS * EACH);
      engine.stop(Duration.ZERO);
    }
  }

  private void createFromAllSides(Engine engine) throws Exception {
    ExecutorService creators = Executors.newFixedThreadPool(CREATORS);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int creator = 0; creator < CREATORS; creator++) {
        all.add(
            () -> {
              for (int i = 0; i < EACH; i++) {
                database.create("work");
                engine.created(WORK);
                TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextInt(3000));
              }
              return null;
            });
      }
      for (Future<Void> created : creators.invokeAll(all)) {
        created.get();
      }
    } finally {
      creators.shutdownNow();
    }
  }

  @Test
  void aNodeThatIsFullIsNotWokenAndRunsItAsSoonAsItIsNot() throws Exception {
    Engine engine = full();
    long id = database.create("work");
    long from = System.nanoTime();

    engine.created(WORK);

    assertThatNothingPolls(engine, from);
    hold.release();
    engines.awaitEnded(3);
    assertThat(database.row(id).status()).isEqualTo("completed");
  }

  @Test
  void aFullNodeLearnsAtOnceOfWhatIsDueLater() throws Exception {
    Engine engine = full();
    long from = System.nanoTime();

    engine.created(List.of(NewExecution.of("work").withRunAt(Instant.now().plusSeconds(60))));

    await().until(() -> hasPolled(engine, from));
  }

  @Test
  void aNodeIsNotWokenForATypeThatOnlyOthersHandle() throws Exception {
    Engine engine = engines.engine((input, context) -> null);
    engine.start();
    awaitQuiet(engine);
    long from = System.nanoTime();

    engine.created(List.of(NewExecution.of("others")));

    assertThatNothingPolls(engine, from);
  }

  /** Returns an engine whose two workers are busy. */
  private Engine full() throws Exception {
    Engine engine = engines.engine((input, context) -> hold.obediently());
    engine.start();
    database.create("work", 2);
    engine.signal();
    hold.awaitEntered(2);
    awaitQuiet(engine);
    return engine;
  }

  private static void awaitQuiet(Engine engine) {
    await().until(() -> sincePoll(engine).compareTo(Duration.ofMillis(200)) > 0);
  }

  private static void assertThatNothingPolls(Engine engine, long from) {
    await().during(Duration.ofMillis(200)).until(() -> !hasPolled(engine, from));
  }

  private static boolean hasPolled(Engine engine, long from) {
    return sincePoll(engine).toNanos() < System.nanoTime() - from;
  }

  private static Duration sincePoll(Engine engine) {
    return engine.report().forBeat().sinceLastPoll().orElse(Duration.ZERO);
  }
}
