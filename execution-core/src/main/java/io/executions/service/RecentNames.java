package io.executions.service;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Names that the database knows. It is asked when somebody wants to know, at most every five
 * seconds. Thread-safe.
 */
final class RecentNames {
  static final Duration RECENT = Duration.ofSeconds(5);

  /** Older ones are not shown any more. */
  static final Duration OUTDATED = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(RecentNames.class.getName());

  private final Supplier<List<String>> database;
  private final Executor threads;
  private final LongSupplier ticker;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Seen last;

  private record Seen(List<String> names, long at) {}

  /**
   * Makes one.
   *
   * @param threads where it asks apart
   * @param ticker monotonic nanoseconds
   */
  RecentNames(Supplier<List<String>> database, Executor threads, LongSupplier ticker) {
    this.database = database;
    this.threads = threads;
    this.ticker = ticker;
  }

  /** Returns the names as they were at most five seconds ago. */
  List<String> now() {
    Seen seen = last;
    return isYounger(seen, RECENT) ? seen.names() : look();
  }

  /**
   * Returns the names as far as they are known, and has another thread refresh them. Never waits
   * for the database.
   */
  List<String> known() {
    Seen seen = last;
    if (!isYounger(seen, RECENT) && looking.compareAndSet(false, true)) {
      lookApart();
    }
    return isYounger(seen, OUTDATED) ? seen.names() : List.of();
  }

  private List<String> look() {
    List<String> names = database.get();
    last = new Seen(names, ticker.getAsLong());
    return names;
  }

  private void lookApart() {
    try {
      threads.execute(
          () -> {
            try {
              look();
            } catch (RuntimeException e) {
              LOG.log(Level.DEBUG, "Names could not be looked for", e);
            } finally {
              looking.set(false);
            }
          });
    } catch (RuntimeException e) {
      looking.set(false);
      LOG.log(Level.DEBUG, "There is no thread to look for names", e);
    }
  }

  private boolean isYounger(Seen seen, Duration age) {
    return seen != null && ticker.getAsLong() - seen.at() < age.toNanos();
  }
}
