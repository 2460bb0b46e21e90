package io.executions.engine;

import io.executions.api.Execution;
import io.executions.api.ExecutionContext;
import io.executions.store.ClaimedExecution;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;

/**
 * One attempt on this node, from its claim until its end is recorded. Its worker runs the handler;
 * the engine may tell it to stop. The run is over only when the handler's thread has returned.
 */
final class Run implements ExecutionContext {
  /** Why a handler is told to stop. */
  enum Stop {
    CANCEL,
    TIMEOUT,
    RELEASE
  }

  private static final Duration LONGEST_SNOOZE = Duration.ofDays(365);
  private static final System.Logger LOG = System.getLogger(Run.class.getName());

  private final long nodeId;
  private final ThreadFactory threads;
  private final List<Runnable> cancelActions = new ArrayList<>();
  private Thread handling;
  private OptionalLong handlingSince = OptionalLong.empty();
  private Stop stop;
  private long stoppedAt;
  private boolean shownOverdue;
  private volatile ClaimedExecution claimed;
  private volatile Duration snooze;
  private volatile Outcome outcome;

  /**
   * Makes one.
   *
   * @param threads gives threads for cancel actions: they may block, which the engine must not
   */
  Run(ClaimedExecution claimed, long nodeId, ThreadFactory threads) {
    this.claimed = claimed;
    this.nodeId = nodeId;
    this.threads = threads;
  }

  @Override
  public Optional<Execution.Scheduled> scheduled() {
    return claimed.scheduled();
  }

  ClaimedExecution claimed() {
    return claimed;
  }

  long nodeId() {
    return nodeId;
  }

  /**
   * Says that the calling thread runs the handler from now on.
   *
   * @throws InterruptedException if the run was told to stop before
   */
  synchronized void enterHandler(long now) throws InterruptedException {
    if (stop != null) {
      throw new InterruptedException("The handler was told to stop before it had begun");
    }
    handling = Thread.currentThread();
    handlingSince = OptionalLong.of(now);
  }

  /**
   * Says that the handler has returned or thrown: nothing can stop it any more. Takes back an
   * interrupt that it did not see.
   */
  synchronized void leaveHandler() {
    handling = null;
    handlingSince = OptionalLong.empty();
    cancelActions.clear();
    Thread.interrupted();
  }

  /** Tells the handler to stop; only the first reason counts. */
  void stop(Stop reason, long now) {
    List<Runnable> actions;
    synchronized (this) {
      if (stop != null || outcome != null) {
        return;
      }
      stop = reason;
      stoppedAt = now;
      actions = List.copyOf(cancelActions);
      if (handling != null) {
        handling.interrupt();
      }
    }
    if (!actions.isEmpty()) {
      runApart(() -> actions.forEach(this::runQuietly));
    }
  }

  synchronized Stop stopped() {
    return stop;
  }

  /** Returns the time at which the run must be stopped, if it is bounded and not stopped yet. */
  synchronized OptionalLong deadline() {
    return stop == null
            && outcome == null
            && handlingSince.isPresent()
            && claimed.timeout().isPresent()
        ? OptionalLong.of(handlingSince.getAsLong() + claimed.timeout().get().toNanos())
        : OptionalLong.empty();
  }

  /** Returns the time at which the run must be shown as overdue, if it was told to stop. */
  synchronized OptionalLong overdueAt(long graceNanos) {
    return stop == null || stop == Stop.RELEASE || outcome != null || shownOverdue
        ? OptionalLong.empty()
        : OptionalLong.of(stoppedAt + graceNanos);
  }

  synchronized void shownOverdue() {
    shownOverdue = true;
  }

  /**
   * Takes note that it could not be shown as overdue, so that this is tried again after another
   * grace.
   */
  synchronized void notShownOverdue(long time) {
    stoppedAt = time;
  }

  /** Takes note of how it ended, and forgets its input. */
  synchronized void end(Outcome ended) {
    outcome = ended;
    claimed = claimed.withoutInput();
  }

  /** Returns how the run ended; null while it runs. */
  Outcome outcome() {
    return outcome;
  }

  @Override
  public long id() {
    return claimed.id();
  }

  @Override
  public int attempt() {
    return claimed.attempt();
  }

  @Override
  public String type() {
    return claimed.type();
  }

  @Override
  public synchronized boolean isCancelled() {
    return stop != null;
  }

  @Override
  public void snooze(Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST_SNOOZE) > 0) {
      throw new IllegalArgumentException("must be from zero to 365 days: " + delay);
    }
    snooze = delay;
  }

  /** Returns for how long it is to wait once its handler has returned, if that asked for it. */
  Optional<Duration> snoozed() {
    return Optional.ofNullable(snooze);
  }

  @Override
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (stop == null) {
        cancelActions.add(action);
        return;
      }
    }
    runQuietly(action);
  }

  private void runApart(Runnable actions) {
    try {
      threads.newThread(actions).start();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "The cancel actions of execution %d got no thread".formatted(id()), e);
    }
  }

  private void runQuietly(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "A cancel action of execution %d failed".formatted(id()), e);
    }
  }
}
