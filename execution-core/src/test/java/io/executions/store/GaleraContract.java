package io.executions.store;

import static org.awaitility.Awaitility.await;

import io.executions.database.Replay;
import io.executions.testing.GaleraCluster;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.mariadb.jdbc.MariaDbDataSource;

/** The store of three service nodes, each on a database node of its own of one Galera cluster. */
abstract class GaleraContract {
  final GaleraCluster cluster = GaleraCluster.shared();
  final List<TestStore> stores = new ArrayList<>();

  private final List<TestNode> nodes = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @BeforeEach
  final void openStores() throws SQLException {
    String database = cluster.newDatabase();
    for (int number = 0; number < GaleraCluster.SIZE; number++) {
      stores.add(TestStore.on(dataSource(cluster.url(number, database))));
    }
  }

  @AfterEach
  final void closeAll() {
    nodes.forEach(TestNode::close);
    threads.shutdownNow();
  }

  static MariaDbDataSource dataSource(String url) throws SQLException {
    MariaDbDataSource dataSource = new MariaDbDataSource(url);
    dataSource.setUser("root");
    dataSource.setPassword("");
    return dataSource;
  }

  /** Joins on that database node. */
  TestNode node(int number, String... types) throws SQLException {
    TestNode node = stores.get(number).node("node-" + number, types);
    nodes.add(node);
    return node;
  }

  /** Sets the limit, and returns when all database nodes know it. */
  void limit(int limit) throws SQLException {
    stores.get(0).limit(limit);
    awaitAll("SELECT COUNT(*) FROM execution_gate WHERE max_concurrent = %d".formatted(limit), 1);
  }

  /** Returns when that number is the same on all database nodes. */
  void awaitAll(String statement, long number) {
    for (TestStore store : stores) {
      await().until(() -> store.number(statement) == number);
    }
  }

  /** Runs all at once, and returns what each has returned; one that fails ends the others. */
  <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
    ExecutorCompletionService<T> done = new ExecutorCompletionService<>(threads);
    List<Future<T>> all = work.stream().map(done::submit).toList();
    try {
      for (int i = 0; i < work.size(); i++) {
        done.take().get();
      }
    } finally {
      all.forEach(one -> one.cancel(true));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> one : all) {
      results.add(one.get());
    }
    return results;
  }

  /** Calls the store as the service does: again, within the bound, where that cures. */
  static <T> T call(TestStore store, Supplier<T> work) {
    return replayed(() -> store.call(work));
  }

  static <T> T replayed(Supplier<T> work) {
    return Replay.of(work::get, () -> {});
  }
}
