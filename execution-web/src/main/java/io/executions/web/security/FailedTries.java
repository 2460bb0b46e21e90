package io.executions.web.security;

import static java.util.concurrent.TimeUnit.MINUTES;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Counts the requests with a wrong token and slows them down: after five from one address within a
 * minute each further one waits, longer every time up to a second. A filter of Jakarta REST cannot
 * wait without its thread, so only few may wait at once; while they do, all other requests from
 * that address are refused unseen. That bounds guessing. Thread-safe.
 */
@ApplicationScoped
public class FailedTries {
  static final int DELAYED_PER_ADDRESS = 8;

  /** Half the request threads of the smallest server that this runs on by default. */
  static final int DELAYED_IN_ALL = 16;

  /** Addresses that are remembered; the one seen longest ago gives way. */
  static final int ADDRESSES = 10_000;

  private static final long WINDOW = MINUTES.toNanos(1);
  private static final int FREE = 5;

  /**
   * How long a try waits, by how many failed in the minute before it. No more tries than these are
   * remembered.
   */
  private static final int[] DELAY_MILLIS = {0, 0, 0, 0, 0, 100, 200, 400, 800, 1000};

  private static final System.Logger LOG = System.getLogger(FailedTries.class.getName());

  /** Holds the calling thread. */
  @FunctionalInterface
  interface Pause {
    void hold(Duration delay) throws InterruptedException;
  }

  /** What is remembered of one address: when tries failed, and how many of them wait now. */
  private static final class Tries {
    private final Deque<Long> failedAt = new ArrayDeque<>(DELAY_MILLIS.length);
    private int delayed;

    int recent(long now) {
      while (!failedAt.isEmpty() && now - failedAt.peekFirst() >= WINDOW) {
        failedAt.removeFirst();
      }
      return failedAt.size();
    }

    int add(long now) {
      int before = recent(now);
      if (before == DELAY_MILLIS.length) {
        failedAt.removeFirst();
      }
      failedAt.addLast(now);
      return DELAY_MILLIS[Math.min(before, DELAY_MILLIS.length - 1)];
    }
  }

  private final LongSupplier nanoTime;
  private final Pause pause;
  private final FailureReport report;
  private final Map<String, Tries> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private int delayed;

  /** Makes one that goes by the monotonic clock of this machine. */
  public FailedTries() {
    this(
        System::nanoTime,
        delay -> Thread.sleep(delay.toMillis()),
        new FailureReport(line -> LOG.log(System.Logger.Level.WARNING, line)));
  }

  FailedTries(LongSupplier nanoTime, Pause pause, FailureReport report) {
    this.nanoTime = nanoTime;
    this.pause = pause;
    this.report = report;
  }

  /** Returns whether a token from that address may be looked at now. */
  synchronized boolean admits(String address) {
    long now = nanoTime.getAsLong();
    report.tellIfDue(now);
    Tries tries = byAddress.get(address);
    return tries == null
        || tries.recent(now) < FREE
        || tries.delayed < DELAYED_PER_ADDRESS && delayed < DELAYED_IN_ALL;
  }

  /**
   * Counts a wrong token and holds the caller for its delay. Returns false, without holding, if
   * there was no room to delay it: then it must be refused like one that was not looked at.
   */
  boolean fail(String address) {
    Tries tries;
    Duration delay;
    synchronized (this) {
      if (!admits(address)) {
        return false;
      }
      long now = nanoTime.getAsLong();
      report.add(address, now);
      tries = byAddress.computeIfAbsent(address, any -> new Tries());
      delay = Duration.ofMillis(tries.add(now));
      forgetOldest();
      if (delay.isZero()) {
        return true;
      }
      tries.delayed++;
      delayed++;
    }
    try {
      pause.hold(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (this) {
        tries.delayed--;
        delayed--;
      }
    }
    return true;
  }

  /** Those that wait are counted still. */
  private void forgetOldest() {
    var oldestFirst = byAddress.values().iterator();
    while (byAddress.size() > ADDRESSES) {
      if (oldestFirst.next().delayed == 0) {
        oldestFirst.remove();
      }
    }
  }

  /** Tells what was not told yet. */
  @PreDestroy
  synchronized void tellTheRest() {
    report.tell();
  }
}
