package io.executions.web.event;

import io.executions.api.ExecutionService;
import io.executions.api.FeedPlace;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Ends;
import io.executions.api.port.MoveFeed;
import io.executions.api.port.NodeLeaving;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The clients of this node who listen to moves. One thread reads for all of them, and there is none
 * while nobody listens. Thread-safe.
 */
@ApplicationScoped
public class EventStreams {
  /** So many listen at a node at the same time. */
  public static final int MOST = 200;

  /** Before all that there is. */
  private static final FeedPlace NOWHERE = new FeedPlace(-1, 0);

  private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());
  private static final Duration MOST_WAIT = Duration.ofSeconds(5);

  private final ExecutionService service;
  private final MoveFeed feed;
  private final Ends ends;
  private Listeners listeners;
  private Thread thread;
  private boolean closed;

  /** For the proxy only. */
  protected EventStreams() {
    this(null, null, null);
  }

  @Inject
  EventStreams(ExecutionService service, MoveFeed feed, Ends ends) {
    this.service = service;
    this.feed = feed;
    this.ends = ends;
  }

  @PostConstruct
  void open() {
    listeners = new Listeners(feed, service.getPollInterval().toNanos(), System::nanoTime);
    ends.whenMoved(listeners::moved);
  }

  /**
   * Returns nothing if another client may listen.
   *
   * @throws ServiceUnavailableException if so many do already, or this node is about to end
   */
  public synchronized void requireRoom() {
    if (closed || listeners.count() >= MOST) {
      throw new ServiceUnavailableException("Others listen already", null);
    }
  }

  /**
   * Answers a request that goes on.
   *
   * @param admitted tells whether the client's token still holds
   * @param last behind which event it is to be told, if it says one; what is none, or is not known
   *     any more, it is told
   */
  public void begin(
      AsyncContext context, EventFilter filter, BooleanSupplier admitted, Optional<String> last)
      throws IOException {
    FeedPlace place = last.map(id -> FeedPlace.parse(id).orElse(NOWHERE)).orElse(null);
    add(new Listener(EventStream.on(context), filter, admitted, place));
  }

  private synchronized void add(Listener listener) {
    if (closed || listeners.count() >= MOST) {
      listener.refuse();
      return;
    }
    listeners.add(listener);
    if (thread == null || !thread.isAlive()) {
      start(listener);
    }
  }

  private void start(Listener listener) {
    try {
      // Of a factory of its own: on Payara the threads of one share their connections.
      thread = factory().newThread(this::run);
      thread.start();
    } catch (RuntimeException | Error e) {
      thread = null;
      listeners.remove(listener);
      listener.refuse();
      LOG.log(System.Logger.Level.WARNING, "Nobody can listen: there is no thread for it", e);
    }
  }

  private static ManagedThreadFactory factory() {
    try {
      return InitialContext.doLookup("java:comp/DefaultManagedThreadFactory");
    } catch (NamingException e) {
      throw new IllegalStateException("This server has no default thread factory", e);
    }
  }

  private void run() {
    try {
      while (goesOn()) {
        try {
          listeners.round();
          listeners.await();
        } catch (RuntimeException | Error e) {
          // What is wrong here is wrong for a time, or for one move; nobody else tells these.
          TimeUnit.SECONDS.sleep(1);
          LOG.log(System.Logger.Level.WARNING, "Those who listen cannot be told now", e);
        }
      }
    } catch (InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "The thread of those who listen was interrupted", e);
    } finally {
      finish();
    }
  }

  /** However this thread came to its end, nobody goes on listening to it. */
  private void finish() {
    if (isMine()) {
      try {
        listeners.endAll();
      } finally {
        done();
      }
    }
  }

  /** Asked while nobody can be added, so that nobody is left without the thread. */
  private synchronized boolean goesOn() {
    boolean on = !closed && listeners.count() > 0;
    if (!on && !closed) {
      thread = null;
    }
    return on;
  }

  private synchronized boolean isMine() {
    return thread == Thread.currentThread();
  }

  private synchronized void done() {
    thread = null;
    // Those who came meanwhile have no thread, either.
    listeners.endAll();
  }

  /** Ends all streams, since the node leaves; they are told first what it has moved last. */
  void leave(@Observes(notifyObserver = Reception.IF_EXISTS) NodeLeaving event)
      throws InterruptedException {
    if (!ended()) {
      event.leaveUnfinished();
    }
  }

  /** Ends all streams, because the application ends. */
  @PreDestroy
  void close() {
    try {
      ended();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ended() throws InterruptedException {
    Thread last;
    synchronized (this) {
      closed = true;
      last = thread;
    }
    if (last == null) {
      return true;
    }
    listeners.moved();
    last.join(MOST_WAIT.toMillis());
    return !last.isAlive();
  }
}
