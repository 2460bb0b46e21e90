package io.executions.engine;

import io.executions.api.PollTimer;
import io.executions.store.NodeStore.TimerReport;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Shows a poller by JMX, from {@link #register()} until {@link #unregister()}. */
final class PollerJmx implements PollerMXBean {
  private static final System.Logger LOG = System.getLogger(PollerJmx.class.getName());

  private final ExecutionPoller poller;
  private final Engine engine;
  private final RestartNeeded restartNeeded;
  private final Duration pollInterval;
  private final ThreadFactory threads;
  private ObjectName name;

  /**
   * Makes one.
   *
   * @param threads gives threads that are in the application, as callers by JMX are not
   */
  PollerJmx(
      ExecutionPoller poller,
      Engine engine,
      RestartNeeded restartNeeded,
      Duration pollInterval,
      ThreadFactory threads) {
    this.poller = poller;
    this.engine = engine;
    this.restartNeeded = restartNeeded;
    this.pollInterval = pollInterval;
    this.threads = threads;
  }

  void register() {
    try {
      ObjectName wanted =
          new ObjectName(
              "io.executions:type=Poller,application=" + ObjectName.quote(application()));
      ManagementFactory.getPlatformMBeanServer().registerMBean(this, wanted);
      name = wanted;
    } catch (JMException e) {
      LOG.log(Level.WARNING, "The poller cannot be shown by JMX: {0}", e.toString());
    }
  }

  void unregister() {
    if (name == null) {
      return;
    }
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
      name = null;
    } catch (JMException e) {
      LOG.log(Level.WARNING, "The poller cannot be taken from JMX: {0}", e.toString());
    }
  }

  private static String application() {
    try {
      return InitialContext.doLookup("java:app/AppName");
    } catch (NamingException e) {
      LOG.log(Level.DEBUG, "The application has no name", e);
      return "unnamed";
    }
  }

  @Override
  public boolean isInitialized() {
    return poller.isInitialized();
  }

  @Override
  public boolean isDraining() {
    return engine.stage().drains();
  }

  @Override
  public String getNode() {
    return engine.nodeName().orElse(null);
  }

  @Override
  public int getRunning() {
    return engine.running();
  }

  @Override
  public long getPollIntervalMillis() {
    return pollInterval.toMillis();
  }

  @Override
  public Date getLastPollAt() {
    return timer().sinceLastPoll().map(since -> date(since.negated())).orElse(null);
  }

  @Override
  public Long getLastPollMillis() {
    return timer().lastPollTook().map(Duration::toMillis).orElse(null);
  }

  @Override
  public Date getNextPollAt() {
    return timer()
        .untilNextPoll()
        .filter(next -> !PollTimer.standsStill(next, pollInterval))
        .map(PollerJmx::date)
        .orElse(null);
  }

  @Override
  public boolean isTimerSuspended() {
    return timer()
        .untilNextPoll()
        .filter(next -> PollTimer.standsStill(next, pollInterval))
        .isPresent();
  }

  @Override
  public String getLastError() {
    return timer().lastError().orElse(null);
  }

  @Override
  public boolean isAnswering() {
    return restartNeeded.isAnswering();
  }

  @Override
  public void setAnswering(boolean answering) {
    restartNeeded.setAnswering(answering);
  }

  @Override
  public boolean isMissingFiles() {
    return restartNeeded.isMissingFiles();
  }

  @Override
  public boolean isDatabaseLost() {
    return poller.hasLostDatabase();
  }

  @Override
  public boolean isDatabaseUnfit() {
    return poller.unfitDatabase().isPresent();
  }

  @Override
  public void poll() {
    engine.signal();
  }

  @Override
  public void initialize() {
    runInside(poller::initialize);
  }

  @Override
  public void shutdown() {
    runInside(poller::shutdown);
  }

  @Override
  public boolean leave() {
    return runInside(poller::leave);
  }

  private void runInside(Runnable operation) {
    runInside(Executors.callable(operation));
  }

  private <T> T runInside(Callable<T> operation) {
    FutureTask<T> task = new FutureTask<>(operation);
    threads.newThread(task).start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted before it was done");
    } catch (ExecutionException e) {
      // JMX hands exceptions to other programs, which may not have our classes.
      throw new IllegalStateException(e.getCause().toString());
    }
  }

  private static Date date(Duration fromNow) {
    return Date.from(Instant.now().plus(fromNow));
  }

  private TimerReport timer() {
    return engine.report().forBeat();
  }
}
