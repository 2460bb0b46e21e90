package io.executions.engine;

import io.executions.database.UnfitDatabaseException;
import io.executions.store.NodeStore.TimerReport;
import io.executions.store.Snapshot;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * What happened at this node's last polls, for its beat and for the log. A failure that goes on is
 * told once, not every two seconds. Times are kept as ages by the monotonic clock; the database's
 * clock makes dates of them. Thread-safe.
 */
final class PollReport {
  private static final System.Logger LOG = System.getLogger(PollReport.class.getName());

  private static final int MOST_TOLD = 10;

  /** What a virtual machine could not link, it does not try to link again. */
  private static final Duration DAMAGED_AFTER = Duration.ofMinutes(1);

  /**
   * Digits are left out where failures are compared: numbers of connections and ports differ each
   * time.
   */
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Duration interval;
  private final Set<String> told = new HashSet<>();
  private final LongSupplier ticker;
  private Long lastPollAt;
  private Duration lastPollTook;
  private Long lastTickAt;
  private String lastError;
  private Long damagedAt;
  private volatile boolean unfitTold;
  private boolean paused;
  private int limit = Integer.MAX_VALUE;
  private List<String> upkeepFailures = List.of();

  PollReport(Duration interval, LongSupplier ticker) {
    this.interval = interval;
    this.ticker = ticker;
  }

  synchronized void ticked() {
    lastTickAt = ticker.getAsLong();
  }

  synchronized void stopped() {
    lastTickAt = null;
  }

  synchronized void polled(Duration took) {
    lastPollAt = ticker.getAsLong();
    lastPollTook = took;
    damagedAt = null;
    if (lastError != null) {
      lastError = null;
      told.clear();
      LOG.log(Level.INFO, "Polling goes well again");
    }
  }

  /** Takes note of what else has failed, in words. No move depends on it. */
  synchronized void keptUp(List<String> failures) {
    upkeepFailures = failures;
  }

  synchronized List<String> upkeepFailures() {
    return upkeepFailures;
  }

  /** Takes note of what a look found of the cluster's settings. */
  synchronized void saw(Snapshot snapshot) {
    paused = snapshot.paused();
    limit = snapshot.limit();
  }

  /** Returns how many executions may run in the whole cluster, as of the last look. */
  synchronized int limit() {
    return limit;
  }

  synchronized boolean isPaused() {
    return paused;
  }

  void failed(Throwable failure) {
    failed(failure, "");
  }

  /**
   * Takes note that a poll failed.
   *
   * @param where follows the failure in the log
   */
  synchronized void failed(Throwable failure, String where) {
    lastPollAt = ticker.getAsLong();
    String error = ErrorText.withRoot(failure);
    lastError = error;
    if (!(failure instanceof LinkageError)) {
      damagedAt = null;
    } else if (damagedAt == null) {
      damagedAt = lastPollAt;
    }
    // Last: the log may fail as well.
    if (failure instanceof UnfitDatabaseException) {
      tellUnfit(error + where);
    } else if (told.size() < MOST_TOLD && told.add(NUMBER.matcher(error).replaceAll("0"))) {
      LOG.log(Level.WARNING, "A poll failed, polling goes on: {0}{1}", error, where);
      LOG.log(Level.DEBUG, "The failure of the poll", failure);
    }
  }

  private void tellUnfit(String error) {
    if (told.add(error)) {
      LOG.log(Level.ERROR, "{0}", error);
    }
    unfitTold = true;
  }

  /** Returns whether the log has said why the database cannot be used. */
  boolean hasToldUnfit() {
    return unfitTold;
  }

  /** Returns whether for a while now no poll has found the classes that it needs. */
  synchronized boolean isDamaged() {
    return damagedAt != null && since(damagedAt).compareTo(DAMAGED_AFTER) > 0;
  }

  synchronized Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }

  synchronized TimerReport forBeat() {
    return new TimerReport(
        Optional.ofNullable(lastPollAt).map(this::since),
        Optional.ofNullable(lastPollTook),
        Optional.ofNullable(lastTickAt).map(tick -> interval.minus(since(tick))),
        Optional.ofNullable(lastError));
  }

  private Duration since(long time) {
    return Duration.ofNanos(ticker.getAsLong() - time);
  }
}
