package io.executions.engine;

import io.executions.api.port.NodeLeaving;
import io.executions.database.Database;
import io.executions.handlers.Handlers;
import io.executions.settings.Settings;
import io.executions.store.Audit;
import io.executions.store.Move;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Asks for work every two seconds, or as often as {@code POLL_INTERVAL_MS} says. A poll only wakes
 * the engine, so it never takes long, opens no transaction and throws nothing: servers remove a
 * timer whose callback fails.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ExecutionPoller {
  private static final System.Logger LOG = System.getLogger(ExecutionPoller.class.getName());
  private static final Duration DECLARED_INTERVAL = Duration.ofSeconds(2);

  /**
   * The engine, the beats, the deadlines, three for hints, one for events, and some for cancel
   * actions.
   */
  private static final int MORE_THREADS = 15;

  /** Set where the launcher says when to begin: once the whole server is there. */
  private static final String BEGINS_WHEN_TOLD = "io.executions.begins-when-told";

  private static final String TIMER_INFO = "Execution Service: asks the database for work";

  /** Whether this application polls. What its node is in the cluster, {@link NodeStages} says. */
  private enum Stage {
    NOT_BEGUN,
    INITIALIZED,
    STOPPING,
    STOPPED
  }

  @Inject private Settings settings;
  @Inject private Database database;
  @Inject private Handlers handlers;
  @Inject private ScheduleDefinitions schedules;
  @Inject private FirstTokens firstTokens;
  @Inject private JtaHandlerTransaction transaction;
  @Inject private CdiRequestScope requestScope;
  @Inject private RestartNeeded restartNeeded;
  @Inject private Audit audit;
  @Inject private EndListeners ends;
  @Inject private Event<NodeLeaving> leaving;
  @Inject private EngineWake wake;
  @Resource private TimerService timers;
  @Resource private SessionContext context;

  private ManagedThreads threads;
  private EndedEvents events;
  private Engine engine;
  private PollerJmx shown;
  private volatile Stage stage = Stage.NOT_BEGUN;
  private volatile boolean processEnds;
  private volatile boolean tokensEstablished;

  @PostConstruct
  void deployed() {
    threads = new ManagedThreads(settings.workers() + MORE_THREADS);
    events = new EndedEvents(ends::tell);
    engine =
        new Engine(
            new EngineEnvironment(
                settings,
                database,
                handlers,
                schedules,
                audit,
                transaction,
                requestScope,
                this::establishTokens,
                this::moved,
                ends::moved,
                threads,
                System::nanoTime));
    database.hangsWhile(engine::databaseHangs);
    wake.by(engine);
    audit.isOnNode(engine::nodeName);
    // Timers are made in a call of the bean only, which one of this object would not be.
    ExecutionPoller bean = context.getBusinessObject(ExecutionPoller.class);
    shown = new PollerJmx(bean, engine, restartNeeded, settings.pollInterval(), threads);
    if (!Boolean.getBoolean(BEGINS_WHEN_TOLD)) {
      ClassPreloader.load(handlers);
      initialize();
    }
    shown.register();
  }

  @PreDestroy
  void undeployed() {
    try {
      shutdown();
    } finally {
      shown.unregister();
    }
  }

  /** Takes up interrupted executions, starts polling, and marks this node initialized. */
  public synchronized void initialize() {
    if (stage == Stage.INITIALIZED) {
      return;
    }
    handleInterruptedExecutions();
    startPolling();
    // What has ended before is kept for it.
    events.start(threads, System::nanoTime);
    stage = Stage.INITIALIZED;
  }

  /** Stops polling, marks this node not initialized, and lets what runs finish. */
  public synchronized void shutdown() {
    if (stage != Stage.INITIALIZED) {
      return;
    }
    stage = Stage.STOPPING;
    try {
      stopPolling();
      engine.stop(settings.shutdownGrace());
    } finally {
      events.close();
      stage = Stage.STOPPED;
    }
  }

  /**
   * Shuts down and tells everybody in the application that the process is about to end.
   *
   * @return whether everybody has finished what was under way
   */
  public boolean leave() {
    processEnds = true;
    shutdown();
    NodeLeaving event = new NodeLeaving();
    leaving.fire(event);
    return event.allFinished();
  }

  /** Returns whether this node stops just now, or its process is about to end. */
  public boolean isStopping() {
    return stage == Stage.STOPPING || processEnds;
  }

  /**
   * Returns whether this node is about to begin and nothing has failed: the database was not
   * reached yet.
   */
  public boolean isStarting() {
    boolean begins =
        stage == Stage.NOT_BEGUN || isInitialized() && !isMember() && !database.isOpen();
    return begins && !isStopping() && lastError().isEmpty();
  }

  /** Returns whether this node polls. */
  public boolean isInitialized() {
    return stage == Stage.INITIALIZED;
  }

  /** Returns this node's name in the cluster, once it has joined. */
  public Optional<String> nodeName() {
    return engine.nodeName();
  }

  /** Returns whether this node has a place in the cluster: it has joined, and is not dead. */
  public boolean isMember() {
    return engine.stage().isMember();
  }

  /** Returns whether this node claims nothing, because it is about to leave or was told so. */
  public boolean isDraining() {
    return engine.stage().drains();
  }

  /** Returns whether the database has answered this node's last beats, or was reached at all. */
  public boolean isDatabaseAnswering() {
    return engine.databaseAnswers();
  }

  /** Returns whether only another start can open the embedded database again. */
  public boolean hasLostDatabase() {
    return database.hasLostFile();
  }

  /** Returns why the database cannot be used as it is, in a few words, if it cannot. */
  public Optional<String> unfitDatabase() {
    // A process may end for that, and not before the log has said why.
    return database.unfit().filter(why -> engine.report().hasToldUnfit());
  }

  /** Returns whether claims are paused in the whole cluster, as of this node's last look. */
  public boolean isPaused() {
    return engine.report().isPaused();
  }

  /** Returns what has failed here besides polling, in words. */
  public List<String> upkeepFailures() {
    return engine.report().upkeepFailures();
  }

  /** Returns what went wrong at the last poll, if anything did. */
  public Optional<String> lastError() {
    return engine.report().lastError();
  }

  /** Returns whether this node cannot poll, in a way that only another start can mend. */
  public boolean isDamaged() {
    return engine.isDamaged() || hasLostDatabase();
  }

  /** The declared timer, which holds unless {@code POLL_INTERVAL_MS} says otherwise. */
  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false, info = TIMER_INFO)
  void everyTwoSeconds() {
    pollForWork();
  }

  @Timeout
  void everyInterval(Timer timer) {
    pollForWork();
  }

  /** The engine's first act as a new node is to take up what its earlier boots left running. */
  private void handleInterruptedExecutions() {
    engine.start();
  }

  private void moved(List<Move> moves) {
    events.add(moves);
    if (!moves.isEmpty()) {
      ends.moved();
    }
  }

  /** Once for each start: joining again must not undo a token that was replaced meanwhile. */
  private void establishTokens() {
    if (!tokensEstablished) {
      firstTokens.establish();
      tokensEstablished = true;
    }
  }

  private void startPolling() {
    Collection<Timer> declared = timers.getTimers();
    if (settings.pollInterval().equals(DECLARED_INTERVAL) && !declared.isEmpty()) {
      return;
    }
    declared.forEach(Timer::cancel);
    long millis = settings.pollInterval().toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig(TIMER_INFO, false));
  }

  private void stopPolling() {
    try {
      timers.getTimers().forEach(Timer::cancel);
    } catch (RuntimeException e) {
      // At undeployment the server may have taken the timers away already.
      LOG.log(Level.DEBUG, "The poll timer is gone", e);
    }
  }

  private void pollForWork() {
    try {
      if (isInitialized()) {
        engine.tick();
        database.goneFile(); // for the log, where nobody asks for health
      }
    } catch (RuntimeException | Error e) {
      // A log that fails as well would end the timer; the engine tells what troubles it.
      engine.signal();
    }
  }
}
