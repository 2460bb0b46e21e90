package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionsEnded;
import io.executions.api.NodeLeaving;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The clients that wait for an execution to end. None of them holds a thread or a connection to the
 * database; all of them together cost one query a poll interval, which reads neither inputs nor
 * outputs, and none while nobody waits. An end recorded on this node is seen at once.
 *
 * <p>A wait ends when it said, with what is known then: the timer asks nobody and sends nothing, so
 * it is never late because a database or a client is slow. Outputs are read one by one when their
 * executions have ended, and so many at most are on their way to clients at the same time. Safe for
 * use by several threads.
 */
@ApplicationScoped
class WaitingClients {
  private static final System.Logger LOG = System.getLogger(WaitingClients.class.getName());

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int MOST_OUTPUTS = 32;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  private final ExecutionService service;
  private final WaitingList list = new WaitingList();
  private final Deque<Waiter> unread = new ArrayDeque<>();
  private ScheduledExecutorService timer;
  private WaitingThreads threads;
  private long nextPoll;
  private ScheduledFuture<?> nextTick;
  private boolean looking;
  private boolean closed;
  private int outputs;
  private int answering;

  /** For the proxy only. */
  protected WaitingClients() {
    this(null);
  }

  @Inject
  WaitingClients(ExecutionService service) {
    this.service = service;
  }

  WaitingClients(ExecutionService service, ScheduledExecutorService timer, WaitingThreads threads) {
    this.service = service;
    this.timer = timer;
    this.threads = threads;
  }

  @PostConstruct
  void open() {
    timer = executor;
    threads = WaitingThreads.ofServer();
  }

  /**
   * Waits for an execution to end.
   *
   * @param execution as it stood just now
   * @param bytes about how much memory it takes
   * @param seconds how long to wait at most
   * @param answer makes the answer of the execution as it is then, once, on any thread; what it
   *     returns sends it
   * @return false if too many wait already; then {@code answer} is never called
   */
  public boolean await(
      Execution execution, int bytes, int seconds, Function<Execution, Runnable> answer) {
    if (execution.status().isFinal() || seconds == 0 || isClosed()) {
      answer.apply(execution).run();
      return true;
    }
    long now = System.nanoTime();
    Waiter waiter = new Waiter(execution, bytes, now + TimeUnit.SECONDS.toNanos(seconds), answer);
    synchronized (this) {
      if (list.isEmpty()) {
        nextPoll = now + pollNanos();
      }
      return list.add(waiter) && scheduled(waiter);
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
    if (!answersAll()) {
      event.leaveUnfinished();
    }
  }

  /** Answers all who still wait, because the application ends. */
  @PreDestroy
  public void close() {
    try {
      answersAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.close();
  }

  /** From now on answers at once; returns whether all have been answered within some seconds. */
  private boolean answersAll() throws InterruptedException {
    long end = System.nanoTime() + MOST_NANOS;
    synchronized (this) {
      closed = true;
      cancelTick();
    }
    list.removeAll().forEach(this::sendLatest);
    synchronized (this) {
      while (answering > 0 && System.nanoTime() - end < 0) {
        TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
      }
      return answering == 0;
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private boolean scheduled(Waiter waiter) {
    try {
      schedule();
      return true;
    } catch (RuntimeException e) {
      // The execution has been created: its creator must hear of that, whatever the timer says.
      LOG.log(System.Logger.Level.WARNING, "Nobody can wait: {0}", e.toString());
      return !list.remove(waiter);
    }
  }

  /** Sets the one timer to when a wait is over or there is something to look for. */
  private synchronized void schedule() {
    cancelTick();
    if (!closed && !list.isEmpty()) {
      long next = list.nextEnd(looking ? nextPoll : list.nextLook(nextPoll));
      long delay = Math.max(0, next - System.nanoTime());
      nextTick = timer.schedule(this::tick, delay, TimeUnit.NANOSECONDS);
    }
  }

  private void cancelTick() {
    if (nextTick != null) {
      nextTick.cancel(false);
      nextTick = null;
    }
  }

  private void tick() {
    try {
      long now = System.nanoTime();
      list.removeOver(now).forEach(this::sendLatest);
      ask(begin(now));
    } finally {
      schedule();
    }
  }

  /** Returns whom to ask the database for, if anybody; nobody while it owes the last answer. */
  private synchronized Collection<Waiter> begin(long now) {
    boolean poll = now - nextPoll >= 0;
    if (poll) {
      nextPoll = now + pollNanos();
    }
    List<Waiter> asked = looking ? List.of() : list.toAskFor(poll, now);
    looking |= !asked.isEmpty();
    return asked;
  }

  private void ask(Collection<Waiter> asked) {
    if (asked.isEmpty()) {
      return;
    }
    try {
      threads.ask(() -> look(asked));
    } catch (RuntimeException | Error e) {
      haveLooked();
      throw e;
    }
  }

  private void look(Collection<Waiter> asked) {
    try {
      Map<Long, Execution> found = refreshed(asked);
      for (Waiter waiter : asked) {
        Optional.ofNullable(found.get(waiter.id())).ifPresent(now -> learn(waiter, now));
      }
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "Could not look how executions stand: {0}", e.toString());
    } finally {
      haveLooked();
    }
  }

  private synchronized void haveLooked() {
    looking = false;
    schedule();
  }

  private Map<Long, Execution> refreshed(Collection<Waiter> asked) {
    Map<Long, Execution> known =
        asked.stream().collect(Collectors.toMap(Waiter::id, Waiter::latest, (one, other) -> one));
    return service.refresh(List.copyOf(known.values())).stream()
        .collect(Collectors.toMap(Execution::id, Function.identity()));
  }

  private void learn(Waiter waiter, Execution now) {
    if (!now.status().isFinal()) {
      waiter.know(now);
      return;
    }
    waiter.beRead(true);
    synchronized (this) {
      unread.add(waiter);
    }
    readNext();
  }

  /** Reads one that has ended, unless too many are on their way already. */
  private void readNext() {
    Waiter next;
    synchronized (this) {
      if (closed || outputs >= MOST_OUTPUTS || unread.isEmpty()) {
        return;
      }
      next = unread.remove();
      outputs++;
    }
    threads.ask(() -> read(next));
  }

  private void read(Waiter waiter) {
    Runnable sending = null;
    try {
      if (list.contains(waiter)) {
        Optional<Execution> execution = service.getExecution(waiter.id());
        if (execution.isPresent() && list.remove(waiter)) {
          sending = waiter.answer(execution.get());
        }
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Could not read what has ended: {0}", e.toString());
    }
    waiter.beRead(false);
    if (sending == null) {
      outputIsGone();
    } else {
      send(sending, this::outputIsGone);
    }
  }

  private void outputIsGone() {
    synchronized (this) {
      outputs--;
    }
    readNext();
  }

  private void sendLatest(Waiter waiter) {
    send(() -> waiter.answer(waiter.latest()).run(), () -> {});
  }

  private void send(Runnable sending, Runnable afterwards) {
    countAnswering(1);
    threads.send(
        () -> {
          try {
            sending.run();
          } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Could not answer: {0}", e.toString());
          } finally {
            countAnswering(-1);
            afterwards.run();
          }
        });
  }

  private synchronized void countAnswering(int more) {
    answering += more;
    notifyAll();
  }

  private long pollNanos() {
    return service.getPollInterval().toNanos();
  }
}
