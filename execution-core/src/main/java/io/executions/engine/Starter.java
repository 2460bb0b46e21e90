package io.executions.engine;

import io.executions.store.ClaimedExecution;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Starts the runs of what was claimed, each on a worker. */
final class Starter {
  private final EngineEnvironment environment;
  private final Workers workers;
  private final MemoryBudget memory;
  private final Runner runner;
  private final Runnable signal;
  private Batch lastBatch;
  private volatile boolean releasing;

  /**
   * Makes one.
   *
   * @param sure whether this node is sure of its place in the cluster
   * @param deadlines told when a handler begins
   * @param signal told when a run has ended
   */
  Starter(
      EngineEnvironment environment,
      Workers workers,
      MemoryBudget memory,
      BooleanSupplier sure,
      Deadlines deadlines,
      Runnable signal) {
    this.environment = environment;
    this.workers = workers;
    this.memory = memory;
    this.runner = new Runner(environment, sure, deadlines::began);
    this.signal = signal;
    this.lastBatch = Batch.first(environment.ticker());
  }

  /** Starts the runs of what was claimed at once. */
  void start(List<ClaimedExecution> claimed, long nodeId) {
    if (!claimed.isEmpty()) {
      lastBatch = lastBatch.next(claimed.size());
      claimed.forEach(each -> start(each, nodeId, lastBatch));
    }
  }

  /** Waits a moment for those of the last ones that are likely to end right now. */
  void awaitShortRuns() throws InterruptedException {
    lastBatch.awaitShortRuns();
  }

  private void start(ClaimedExecution claimed, long nodeId, Batch batch) {
    Run run = new Run(claimed, nodeId, environment.threads());
    workers.start(
        run,
        () -> {
          try {
            run.end(runner.run(run));
          } finally {
            batch.ended();
            signal.run();
          }
          memory.ended(run.type(), run.outcome());
        });
    if (run.outcome() != null) {
      memory.ended(run.type(), run.outcome());
      signal.run();
    }
    if (releasing) {
      run.stop(Run.Stop.RELEASE, environment.ticker().getAsLong());
    }
  }

  /** From now on tells each run to stop as soon as it was started. */
  void release() {
    releasing = true;
  }
}
