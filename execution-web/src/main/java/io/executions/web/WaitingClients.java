package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionsEnded;
import io.executions.api.NodeLeaving;
import io.executions.api.ServiceUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The clients that wait for an execution to end. None of them holds a thread or a connection to the
 * database; all of them together cost one query a poll interval, and none while nobody waits. An
 * end recorded on this node is seen at once. Safe for use by several threads.
 */
@ApplicationScoped
class WaitingClients {
  private static final System.Logger LOG = System.getLogger(WaitingClients.class.getName());

  private static final long DEFAULT_POLL_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private final ExecutionService service;
  private final WaitingList list = new WaitingList();
  private volatile long pollNanos;
  private long nextPoll;
  private ScheduledFuture<?> nextLook;
  private boolean looking;
  private boolean closed;
  private int answering;

  /** For the proxy only. */
  protected WaitingClients() {
    this(null);
  }

  @Inject
  WaitingClients(ExecutionService service) {
    this.service = service;
  }

  /**
   * Waits for an execution to end.
   *
   * @param execution as it stood just now
   * @param bytes about how much memory it takes
   * @param seconds how long to wait at most
   * @param answer gets the execution as it is then, once, on any thread
   * @return false if too many wait already; then {@code answer} is never called
   */
  public boolean await(Execution execution, int bytes, int seconds, Consumer<Execution> answer) {
    if (execution.status().isFinal() || seconds == 0) {
      answer.accept(execution);
      return true;
    }
    learnPollInterval();
    synchronized (this) {
      if (closed) {
        answer.accept(execution);
        return true;
      }
      long now = System.nanoTime();
      Waiter waiter = new Waiter(execution, bytes, now + TimeUnit.SECONDS.toNanos(seconds), answer);
      if (list.isEmpty()) {
        nextPoll = now + pollInterval();
      }
      if (!list.add(waiter)) {
        return false;
      }
      return scheduled(waiter);
    }
  }

  /** Hears of executions that ended on this node. */
  public synchronized void ended(@ObservesAsync ExecutionsEnded event) {
    if (list.noteEnds(event.ids())) {
      schedule();
    }
  }

  /** Answers all who still wait, and returns when they have their answers or take too long. */
  void leave(@Observes NodeLeaving event) throws InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    answerAll();
    synchronized (this) {
      while (answering > 0 && System.nanoTime() - end < 0) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
      if (answering > 0) {
        event.leaveUnfinished();
      }
    }
  }

  /** Answers all who still wait, and from now on at once, because the application ends. */
  @PreDestroy
  public void answerAll() {
    List<Waiter> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(list.removeAll());
    }
    all.forEach(waiter -> waiter.answer().accept(waiter.execution()));
  }

  private boolean scheduled(Waiter waiter) {
    try {
      schedule();
      return true;
    } catch (RejectedExecutionException e) {
      list.remove(waiter);
      return false;
    }
  }

  /** Sets the one timer to when there is something to look for. */
  private synchronized void schedule() {
    if (looking) {
      return;
    }
    if (nextLook != null) {
      nextLook.cancel(false);
      nextLook = null;
    }
    if (!list.isEmpty()) {
      long delay = Math.max(0, list.nextLook(nextPoll) - System.nanoTime());
      nextLook = executor.schedule(this::look, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void look() {
    Set<Waiter> asked = begin();
    try {
      answer(asked, find(asked));
    } finally {
      synchronized (this) {
        looking = false;
        schedule();
      }
    }
  }

  private synchronized Set<Waiter> begin() {
    looking = true;
    long now = System.nanoTime();
    boolean poll = now - nextPoll >= 0;
    if (poll) {
      nextPoll = now + pollInterval();
    }
    return list.toAskFor(poll, now);
  }

  private Map<Long, Execution> find(Set<Waiter> asked) {
    List<Long> ids = asked.stream().map(waiter -> waiter.execution().id()).distinct().toList();
    if (ids.isEmpty()) {
      return Map.of();
    }
    try {
      return service.getExecutions(ids).stream()
          .collect(Collectors.toMap(Execution::id, Function.identity()));
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "Could not look how executions stand: {0}", e.toString());
      return Map.of();
    }
  }

  /** Answers with the newest that is known, on other threads: a slow client holds up nobody. */
  private void answer(Set<Waiter> asked, Map<Long, Execution> found) {
    long now = System.nanoTime();
    for (Waiter waiter : asked) {
      Execution execution = found.getOrDefault(waiter.execution().id(), waiter.execution());
      if ((execution.status().isFinal() || waiter.isOver(now)) && list.remove(waiter)) {
        answerOnOtherThread(waiter, execution);
      }
    }
  }

  private void answerOnOtherThread(Waiter waiter, Execution execution) {
    countAnswering(1);
    try {
      executor.execute(
          () -> {
            try {
              waiter.answer().accept(execution);
            } finally {
              countAnswering(-1);
            }
          });
    } catch (RejectedExecutionException e) {
      countAnswering(-1);
      throw e;
    }
  }

  private synchronized void countAnswering(int more) {
    answering += more;
    notifyAll();
  }

  /** Asked once, as it is constant while this node runs, and outside the lock, as it may take. */
  private void learnPollInterval() {
    if (pollNanos == 0) {
      try {
        pollNanos = service.getProcessingStatus().pollInterval().toNanos();
      } catch (ServiceUnavailableException e) {
        LOG.log(System.Logger.Level.DEBUG, "The poll interval is not known yet", e);
      }
    }
  }

  private long pollInterval() {
    return pollNanos == 0 ? DEFAULT_POLL_NANOS : pollNanos;
  }
}
