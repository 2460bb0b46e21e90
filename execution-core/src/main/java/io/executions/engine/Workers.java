package io.executions.engine;

import io.executions.api.Backoff;
import io.executions.handlers.Handler;
import io.executions.handlers.Handlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The handler threads of this node. There is no queue in front of them: an execution is claimed
 * only when a worker is idle. The one that was busy last is the next to work, since the processor
 * still knows it; those that have nothing to do for a while end.
 */
final class Workers {
  private static final Outcome NO_THREAD =
      new Outcome.Starved("Its node had no thread for it, or no memory for one");

  private static final Duration IDLE = Duration.ofMinutes(1);

  /** Its run has ended: it is about to wait for another one. */
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);

  private final int most;
  private final IntSupplier mostTransactional;
  private final Handlers handlers;
  private final Runs runs;
  private final ThreadPoolExecutor threads;
  private volatile Runnable onTerminated = () -> {};

  /**
   * Makes them.
   *
   * @param mostTransactional how many connections are left for transactional handlers
   */
  Workers(
      int most,
      IntSupplier mostTransactional,
      Handlers handlers,
      Runs runs,
      ThreadFactory factory) {
    this.most = most;
    this.mostTransactional = mostTransactional;
    this.handlers = handlers;
    this.runs = runs;
    this.threads =
        new ThreadPoolExecutor(
            0,
            most,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory,
            Workers::awaitOne) {
          @Override
          protected void terminated() {
            onTerminated.run();
          }
        };
  }

  private static void awaitOne(Runnable work, ThreadPoolExecutor threads) {
    try {
      if (!threads.isShutdown()
          && threads.getPoolSize() > 0
          && threads.getQueue().offer(work, MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new RejectedExecutionException("No worker is idle");
  }

  int idle() {
    return Math.max(0, most - runs.active().size());
  }

  /**
   * Returns whether nothing more can start here before one of this node's own runs has ended.
   *
   * @param limit how many executions may run in the whole cluster
   */
  boolean full(int limit) {
    return runs.active().size() >= Math.min(most, limit);
  }

  /** Returns how many more transactional handlers may run: each holds a connection of the pool. */
  int idleTransactional() {
    long busy = runs.active().stream().filter(run -> transactional(run.type())).count();
    return (int) Math.max(0, Math.max(1, mostTransactional.getAsInt()) - busy);
  }

  /** Returns the types that may be claimed now. */
  List<String> claimableTypes() {
    boolean transactionalToo = idleTransactional() > 0;
    List<String> types = new ArrayList<>(handlers.all().keySet());
    types.removeIf(type -> !transactionalToo && transactional(type));
    return types;
  }

  /** Returns how many executions may be claimed at once without starving a transactional one. */
  int claimable() {
    boolean someTransactional = handlers.all().values().stream().anyMatch(Handler::transactional);
    return someTransactional && idleTransactional() > 0
        ? Math.min(idle(), idleTransactional())
        : idle();
  }

  /** Runs it, or ends it for want of a thread. */
  void start(Run run, Runnable work) {
    runs.add(run);
    try {
      threads.execute(work);
    } catch (OutOfMemoryError e) {
      run.end(NO_THREAD);
    } catch (RuntimeException e) {
      run.end(new Outcome.Released("Its node takes no more work"));
    }
  }

  /** Ends the threads as soon as their handlers have returned, and then runs the action. */
  void close(Runnable whenReturned) {
    onTerminated = whenReturned;
    threads.shutdown();
  }

  /** Returns how long executions of that type wait between attempts, if their handler says so. */
  Optional<Backoff> backoff(String type) {
    return handlers.find(type).flatMap(Handler::backoff);
  }

  private boolean transactional(String type) {
    return handlers.find(type).map(Handler::transactional).orElse(false);
  }
}
