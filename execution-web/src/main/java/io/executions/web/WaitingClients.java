package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.port.Ends;
import io.executions.api.port.NodeLeaving;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The clients that wait for an execution to end. None of them holds a thread or a connection to the
 * database; all of them together cost one query a poll interval, which reads neither inputs nor
 * outputs, and none while nobody waits. An end recorded on this node is seen at once.
 *
 * <p>A wait ends on time, with what is known then. The timer asks nobody and sends nothing, so it
 * is never late because a database or a client is slow. Outputs are read one by one when their
 * executions have ended, and so many at most are on their way to clients at the same time. Safe for
 * use by several threads.
 */
@ApplicationScoped
class WaitingClients {
  private static final System.Logger LOG = System.getLogger(WaitingClients.class.getName());

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  @Resource(lookup = "java:comp/DefaultContextService")
  private ContextService context;

  @Inject private Ends ends;

  private final ExecutionService service;
  private final WaitingList list = new WaitingList();
  private ScheduledExecutorService timer;
  private Consumer<Runnable> application;
  private WaitingThreads threads;
  private WaitingAnswers answers;
  private WaitingOutputs outputs;
  private long nextPoll;
  private ScheduledFuture<?> nextTick;
  private boolean looking;
  private boolean closed;

  /** For the proxy only. */
  protected WaitingClients() {
    this(null);
  }

  @Inject
  WaitingClients(ExecutionService service) {
    this.service = service;
  }

  @PostConstruct
  void open() {
    ends.listen(this::ended);
    open(executor, context.contextualConsumer(Runnable::run), WaitingThreads.ofServer());
  }

  /** Begins; {@code application} runs something in the context of the application. */
  void open(
      ScheduledExecutorService timer, Consumer<Runnable> application, WaitingThreads threads) {
    this.timer = timer;
    this.application = application;
    this.threads = threads;
    answers = new WaitingAnswers(threads);
    int most = WaitingOutputs.most(Runtime.getRuntime().maxMemory());
    outputs = new WaitingOutputs(service, list, threads, answers, most);
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
    if (execution.status().isFinal() || seconds == 0) {
      answer.apply(execution).run();
      return true;
    }
    long now = System.nanoTime();
    Waiter waiter = new Waiter(execution, bytes, now + TimeUnit.SECONDS.toNanos(seconds), answer);
    synchronized (this) {
      // Asked under this lock: a client that came after the last answers would never get one.
      if (!closed) {
        return enlisted(waiter, now);
      }
    }
    answer.apply(execution).run();
    return true;
  }

  private boolean enlisted(Waiter waiter, long now) {
    if (list.isEmpty()) {
      nextPoll = now + pollNanos();
    }
    return list.add(waiter) && scheduled(waiter);
  }

  /** Hears of executions that ended on this node. */
  synchronized void ended(List<Long> ids) {
    if (list.noteEnds(ids)) {
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
    list.removeAll().forEach(answers::sendLatest);
    return answers.arriveBefore(end);
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
      // A timer ticks in the context of the thread that set it, which may have none.
      nextTick = timer.schedule(() -> application.accept(this::tick), delay, TimeUnit.NANOSECONDS);
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
      list.removeOver(now).forEach(answers::sendLatest);
      ask(begin(now));
    } finally {
      schedule();
    }
  }

  /** Returns the clients to ask the database for; none while it owes the last answer. */
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
    } catch (RejectedExecutionException e) {
      haveLooked();
    } catch (RuntimeException | Error e) {
      // Before anything else, which may fail too.
      haveLooked();
      LOG.log(System.Logger.Level.WARNING, "Nobody can look now: {0}", e.toString());
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
    if (now.status().isFinal()) {
      outputs.answer(waiter);
    } else {
      waiter.know(now);
    }
  }

  private long pollNanos() {
    return service.getPollInterval().toNanos();
  }
}
