package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Engines with threads of their own, which must all be gone in the end. */
final class LiveEngines implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final EngineDatabase database;
  private final Path dataDir;
  private final List<Engine> engines = new ArrayList<>();
  private final List<TestEnvironment> arounds = new ArrayList<>();

  LiveEngines(EngineDatabase database, Path dataDir) {
    this.database = database;
    this.dataDir = dataDir;
  }

  Engine engine(TestHandler.Body body) {
    return engine(new TestEnvironment(database, dataDir), body);
  }

  /** Returns an engine that is not started; unless told, no poll ever comes by itself. */
  Engine engine(TestEnvironment around, TestHandler.Body body) {
    return engine(around, 2, body);
  }

  Engine engine(TestEnvironment around, int workers, TestHandler.Body body) {
    return engine(around, workers, TestHandler.of("work", body));
  }

  Engine engine(TestEnvironment around, int workers, TestHandler handler) {
    around.given.putIfAbsent("POLL_INTERVAL_MS", "3600000");
    around.given.put("EXECUTION_WORKERS", Integer.toString(workers));
    Engine engine = new Engine(around.make(System::nanoTime, handler));
    arounds.add(around);
    engines.add(engine);
    return engine;
  }

  /** Returns all threads that the engines were given. */
  List<Thread> threads() {
    return arounds.stream().flatMap(around -> around.threads.stream()).toList();
  }

  void awaitThreadsGone() {
    await().atMost(PATIENCE).until(() -> threads().stream().noneMatch(Thread::isAlive));
  }

  void awaitEnded(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> database.count("completed") + database.count("failed") == count);
  }

  @Override
  public void close() {
    database.unsteady().away(false);
    database.unsteady().broken(null);
    engines.forEach(engine -> engine.stop(Duration.ZERO));
    awaitThreadsGone();
    assertThat(database.unsteady().open()).isZero();
  }
}
