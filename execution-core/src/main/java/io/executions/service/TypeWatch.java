package io.executions.service;

import io.executions.store.Cluster;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Knows which types have pending executions that no living node handles. The database is asked when
 * somebody wants to know, at most every five seconds. Thread-safe.
 */
@ApplicationScoped
class TypeWatch {
  static final Duration RECENT = Duration.ofSeconds(5);

  /** Older figures are not shown any more. */
  static final Duration OUTDATED = Duration.ofMinutes(1);

  private static final System.Logger LOG = System.getLogger(TypeWatch.class.getName());

  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService managed;

  private final Supplier<List<String>> database;
  private final Executor threads;
  private final LongSupplier ticker;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile Seen last;

  private record Seen(List<String> types, long at) {}

  /** For the proxy only. */
  protected TypeWatch() {
    this(null, null, null);
  }

  @Inject
  TypeWatch(DatabaseCall database, Cluster cluster) {
    this.database = () -> database.call(cluster::unhandledTypes);
    this.threads = work -> managed.execute(work);
    this.ticker = System::nanoTime;
  }

  TypeWatch(Supplier<List<String>> database, Executor threads, LongSupplier ticker) {
    this.database = database;
    this.threads = threads;
    this.ticker = ticker;
  }

  /** Returns the types by name, as they were at most five seconds ago. */
  List<String> unhandled() {
    Seen seen = last;
    return isYounger(seen, RECENT) ? seen.types() : look();
  }

  /**
   * Returns the types by name as far as they are known, and has another thread refresh them. Never
   * waits for the database.
   */
  List<String> knownUnhandled() {
    Seen seen = last;
    if (!isYounger(seen, RECENT) && looking.compareAndSet(false, true)) {
      lookApart();
    }
    return isYounger(seen, OUTDATED) ? seen.types() : List.of();
  }

  private List<String> look() {
    List<String> types = database.get();
    last = new Seen(types, ticker.getAsLong());
    return types;
  }

  private void lookApart() {
    try {
      threads.execute(
          () -> {
            try {
              look();
            } catch (RuntimeException e) {
              LOG.log(Level.DEBUG, "Unhandled types could not be looked for", e);
            } finally {
              looking.set(false);
            }
          });
    } catch (RuntimeException e) {
      looking.set(false);
      LOG.log(Level.DEBUG, "There is no thread to look for unhandled types", e);
    }
  }

  private boolean isYounger(Seen seen, Duration age) {
    return seen != null && ticker.getAsLong() - seen.at() < age.toNanos();
  }
}
