package io.executions.engine;

import static org.awaitility.Awaitility.await;

import io.executions.api.NewExecution;
import io.executions.testing.LoopbackPort;
import io.executions.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Two nodes that poll once an hour. One handles only mails, the other one only work: what of that
 * the first one creates, the second one starts soon only if it is told.
 */
final class TwoNodes implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration OFTEN = Duration.ofMillis(50);

  final EngineDatabase database;
  final Hold hold = new Hold();
  final Engine creator;
  final Engine worker;
  private final LiveEngines engines;
  private final List<LogRecord> log = new CopyOnWriteArrayList<>();
  private final Recording recording = new Recording(log);
  private final Logger logger = Logger.getLogger(HintReceiver.class.getName());
  private long created;

  TwoNodes(TestDatabase kind, boolean datagrams, Path dataDir) {
    this(
        new EngineDatabase(kind, 100),
        datagrams ? "127.0.0.1:" + LoopbackPort.free() : "",
        datagrams ? "127.0.0.1:" + LoopbackPort.free() : "",
        dataDir);
  }

  TwoNodes(EngineDatabase database, String creatorHears, String workerHears, Path dataDir) {
    this.database = database;
    logger.addHandler(recording);
    engines = new LiveEngines(database, dataDir);
    creator =
        engines.engine(
            around("creator", creatorHears, dataDir),
            2,
            TestHandler.of("mail", (input, context) -> null));
    worker =
        engines.engine(
            around("worker", workerHears, dataDir),
            2,
            TestHandler.of("work", (input, context) -> null));
  }

  private TestEnvironment around(String name, String hears, Path dataDir) {
    TestEnvironment around = new TestEnvironment(database, dataDir.resolve(name));
    around.given.put("EXECUTION_NODE_NAME", name);
    around.given.put("EXECUTION_HINTS", hears);
    return around;
  }

  TwoNodes started() {
    creator.start();
    worker.start();
    await().atMost(PATIENCE).until(() -> database.nodeStates().size() == 2);
    return this;
  }

  /** Creates one, and tells of it again and again until it has been done. */
  void untilHintsCome() {
    database.create("work");
    created++;
    await()
        .atMost(PATIENCE)
        .pollInterval(OFTEN)
        .until(
            () -> {
              creator.created(List.of(NewExecution.of("work")));
              return done();
            });
  }

  void create() {
    database.create("work");
    created++;
    creator.created(List.of(NewExecution.of("work")));
  }

  void awaitDone() {
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(this::done);
  }

  boolean done() {
    return database.count("completed") == created;
  }

  /** Returns what was logged of hints, with its level. */
  List<String> log() {
    return log.stream()
        .map(entry -> entry.getLevel() + " " + new SimpleFormatter().formatMessage(entry))
        .toList();
  }

  @Override
  public void close() {
    hold.release();
    engines.close();
    logger.removeHandler(recording);
  }
}
