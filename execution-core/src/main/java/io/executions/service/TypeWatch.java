package io.executions.service;

import io.executions.store.Cluster;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Knows which types have pending executions that no living node handles. Thread-safe. */
@ApplicationScoped
class TypeWatch {
  @Resource(lookup = "java:comp/DefaultManagedExecutorService")
  private ManagedExecutorService managed;

  private final RecentNames names;

  /** For the proxy only. */
  protected TypeWatch() {
    this(null, null, null);
  }

  @Inject
  TypeWatch(DatabaseCall database, Cluster cluster) {
    names =
        new RecentNames(
            () -> database.call(cluster::unhandledTypes),
            work -> managed.execute(work),
            System::nanoTime);
  }

  TypeWatch(Supplier<List<String>> database, Executor threads, LongSupplier ticker) {
    names = new RecentNames(database, threads, ticker);
  }

  /** Returns the types by name, as they were at most five seconds ago. */
  List<String> unhandled() {
    return names.now();
  }

  /**
   * Returns the types by name as far as they are known, and has another thread refresh them. Never
   * waits for the database.
   */
  List<String> knownUnhandled() {
    return names.known();
  }
}
