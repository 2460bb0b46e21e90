package io.executions.engine;

import io.executions.handlers.Handlers;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import io.executions.store.Audit;
import io.executions.store.Move;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** What a node of the tests lives in. */
final class TestEnvironment {
  final Map<String, String> given = new HashMap<>();
  final List<Move> moves = new CopyOnWriteArrayList<>();
  final List<Long> ended = new CopyOnWriteArrayList<>();
  final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final EngineDatabase database;
  HandlerTransaction transaction =
      (run, handler) -> {
        throw new IllegalStateException("No transactions here");
      };
  ScheduleDefinitions schedules = ScheduleDefinitions.of("tests");
  Runnable onReady = () -> {};
  Runnable onEnded = () -> {};
  Runnable onTold = () -> {};
  Runnable beforeThread = () -> {};

  TestEnvironment(EngineDatabase database, Path dataDir) {
    this.database = database;
    given.put("EXECUTION_DATA_DIR", dataDir.toString());
    given.put("EXECUTION_NODE_NAME", "node");
  }

  EngineEnvironment make(LongSupplier ticker, TestHandler... handlers) {
    SettingsParser reader = new SettingsParser(name -> Optional.ofNullable(given.get(name)));
    Settings settings = Settings.read(reader);
    reader.check();
    return new EngineEnvironment(
        settings,
        database.forNode(settings.lease()),
        Handlers.of(handlers),
        schedules,
        new Audit(settings),
        transaction,
        new RequestScope() {
          @Override
          public <T> T call(Callable<T> work) throws Exception {
            return work.call();
          }
        },
        () -> onReady.run(),
        some -> {
          moves.addAll(some);
          List<Long> ends = some.stream().filter(Move::isEnd).map(Move::id).toList();
          ended.addAll(ends);
          if (!ends.isEmpty()) {
            onEnded.run();
          }
        },
        () -> onTold.run(),
        this::thread,
        ticker);
  }

  private Thread thread(Runnable work) {
    beforeThread.run();
    Thread thread = new Thread(work, "engine-test");
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }
}
