package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.database.Dialect;
import io.executions.database.HiddenRollbackException;
import io.executions.database.SchemaLock;
import io.executions.database.Sql;
import io.executions.testing.GaleraCluster;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.mariadb.jdbc.MariaDbDataSource;

/** Service nodes that start at the same instant, each with a database node of its own. */
@DisabledIfSystemProperty(named = "fault.database", matches = "mariadb|postgresql")
class GaleraStartTest {
  private final GaleraCluster cluster = GaleraCluster.shared();

  @RepeatedTest(5)
  void allFindTheSchemaAndOneRowOfSettings() throws Exception {
    String database = cluster.newDatabase();
    CyclicBarrier together = new CyclicBarrier(GaleraCluster.SIZE);
    ExecutorService threads = Executors.newFixedThreadPool(GaleraCluster.SIZE);
    List<Callable<TestStore>> starts = new ArrayList<>();
    for (int number = 0; number < GaleraCluster.SIZE; number++) {
      MariaDbDataSource node = GaleraContract.dataSource(cluster.url(number, database));
      starts.add(
          () -> {
            together.await();
            return TestStore.on(node);
          });
    }
    try {
      for (Future<TestStore> started : threads.invokeAll(starts)) {
        TestStore store = started.get();
        assertThat(store.number("SELECT COUNT(*) FROM execution_gate")).isEqualTo(1);
        assertThat(store.number("SELECT COUNT(*) FROM execution_schema_turn")).isZero();
        assertThat(
                store.number("SELECT COUNT(*) FROM execution_schema_history WHERE version = '1'"))
            .isEqualTo(1);
        assertThat(store.number("SELECT MIN(success) FROM execution_schema_history")).isEqualTo(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDataSourceThatHidesRollbacksIsRefused() throws Exception {
    String url = cluster.url(0, cluster.newDatabase());
    MariaDbDataSource hides = GaleraContract.dataSource(url + "?useServerPrepStmts=true");

    assertThatThrownBy(() -> TestStore.on(hides))
        .isInstanceOf(HiddenRollbackException.class)
        .hasMessageContaining("Set useServerPrepStmts of MariaDB's driver to false");
    TestStore store = TestStore.on(GaleraContract.dataSource(url));
    assertThat(store.number("SELECT COUNT(*) FROM execution_gate")).isEqualTo(1);
  }

  @Test
  void aTurnAtTheSchemaWhoseNodeWasKilledIsTakenOver() throws Exception {
    MariaDbDataSource node = GaleraContract.dataSource(cluster.url(1, cluster.newDatabase()));
    AtomicInteger turns = new AtomicInteger();
    try (Connection connection = node.getConnection()) {
      Sql sql = new Sql(connection, Dialect.of(connection));
      SchemaLock.take(sql, turns::incrementAndGet);
      sql.update("INSERT INTO execution_schema_turn (id, holder) VALUES (1, 'killed')");

      SchemaLock.take(sql, Duration.ofMillis(500), turns::incrementAndGet);

      assertThat(turns).hasValue(2);
      assertThat(sql.number("SELECT COUNT(*) FROM execution_schema_turn")).isZero();
    }
  }
}
