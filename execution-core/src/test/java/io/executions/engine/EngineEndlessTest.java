package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors while errors are handled: neither the engine's thread ends by them nor the beats'. */
class EngineEndlessTest {
  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(3);
  private final Logger log = Logger.getLogger("io.executions");
  private final Handler failingLog = new WatchedThreadTest.FailingLog();
  private LiveEngines engines;
  private Engine engine;

  @BeforeEach
  void start() {
    engines = new LiveEngines(database, dataDir);
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.given.put("EXECUTION_LEASE_MS", "1000");
    around.given.put("POLL_INTERVAL_MS", "200");
    around.onEnded =
        () -> {
          throw new NoClassDefFoundError("a listener");
        };
    engine = engines.engine(around, (input, context) -> "done");
    engine.start();
    await().until(() -> engine.nodeName().isPresent());
    log.addHandler(failingLog);
  }

  @AfterEach
  void stop() {
    log.removeHandler(failingLog);
    engines.close();
  }

  @Test
  void aBrokenDriverAndABrokenLogEndNothing() {
    int threads = engines.threads().size();
    database.unsteady().broken(new NoClassDefFoundError("the driver"));
    await().until(() -> database.unsteady().refused() > 10);
    assertThat(engine.databaseAnswers()).isFalse();

    database.unsteady().broken(null);
    long beats = beats();
    await().until(() -> beats() > beats + 1);
    database.create("work", 5);
    engine.signal();
    engines.awaitEnded(5);
    assertThat(engine.isDamaged()).isFalse();
    assertThat(engines.threads()).as("but for the workers'").hasSizeLessThanOrEqualTo(threads + 2);
  }

  private long beats() {
    return database.list("SELECT SUM(beat) FROM execution_node", row -> row.getLong(1)).get(0);
  }
}
