package io.executions.web.security;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Counts the requests with a wrong token and slows them down: after five from one address within a
 * minute each further one waits, longer every time up to a second. A filter of Jakarta REST cannot
 * wait without its thread, so only few may wait at once; while they do, all else from that address
 * is refused unseen, which is what bounds guessing. Thread-safe.
 */
@ApplicationScoped
public class FailedTries {
  static final int DELAYED_PER_ADDRESS = 8;

  /** Half the request threads of the smallest server that this runs on by default. */
  static final int DELAYED_IN_ALL = 16;

  /** Addresses that are remembered; the one seen longest ago gives way. */
  static final int ADDRESSES = 10_000;

  /** Holds the calling thread for so long. */
  @FunctionalInterface
  interface Pause {
    void hold(Duration delay) throws InterruptedException;
  }

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final FailureReport report;
  private final Map<String, RecentTries> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private int delayed;
  private long failed;
  private long refused;

  /** Makes one that goes by the monotonic clock of this machine. */
  public FailedTries() {
    this(System::nanoTime, delay -> Thread.sleep(delay.toMillis()), FailureReport.toLog());
  }

  FailedTries(LongSupplier nanoTime, Pause pause, FailureReport report) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.report = report;
  }

  /** Returns how many requests with a wrong token this node has had since its start. */
  public synchronized long failed() {
    return failed;
  }

  /** Returns how many requests this node has refused unseen since its start. */
  public synchronized long refused() {
    return refused;
  }

  /** Returns whether a token from that address may be looked at now; if not, counts a refusal. */
  synchronized boolean admits(String address) {
    long now = nanoTime.getAsLong();
    report.tellIfDue(now);
    RecentTries tries = byAddress.get(address);
    if (tries != null && tries.areMany(now) && isFull(tries)) {
      refused++;
      return false;
    }
    return true;
  }

  /**
   * Counts a wrong token and holds the caller for its delay. Returns false, without holding, if
   * there was no room to delay it: then it must be refused like one that was not looked at.
   */
  boolean fail(String address) {
    Optional<Duration> delay = startDelay(address);
    if (delay.isEmpty() || delay.get().isZero()) {
      return delay.isPresent();
    }
    try {
      pause.hold(delay.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      endDelay(address);
    }
    return true;
  }

  /** Tells what was not told yet. */
  @PreDestroy
  synchronized void tellTheRest() {
    report.tell();
  }

  private synchronized Optional<Duration> startDelay(String address) {
    if (!admits(address)) {
      return Optional.empty();
    }
    long now = nanoTime.getAsLong();
    failed++;
    report.add(address, now);
    RecentTries tries = byAddress.computeIfAbsent(address, any -> new RecentTries());
    Duration delay = tries.add(now);
    if (!delay.isZero()) {
      tries.delayStarts();
      delayed++;
    }
    forgetOne();
    return Optional.of(delay);
  }

  private synchronized void endDelay(String address) {
    byAddress.get(address).delayEnds();
    delayed--;
  }

  private boolean isFull(RecentTries tries) {
    return tries.delayed() >= DELAYED_PER_ADDRESS || delayed >= DELAYED_IN_ALL;
  }

  private void forgetOne() {
    Iterator<RecentTries> oldestFirst = byAddress.values().iterator();
    while (byAddress.size() > ADDRESSES) {
      if (oldestFirst.next().delayed() == 0) {
        oldestFirst.remove();
      }
    }
  }
}
