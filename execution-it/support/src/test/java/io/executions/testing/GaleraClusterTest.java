package io.executions.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The cluster that other tests use; they fail, too, where it does not do what they ask of it. */
@EnabledIfSystemProperty(named = "tests.long", matches = "true")
class GaleraClusterTest {
  @Test
  void keepsWhatItCommittedThroughKillsIsolationFreezingAndALossOfAllNodes() throws Exception {
    try (GaleraCluster cluster = GaleraCluster.start()) {
      String database = cluster.newDatabase();
      execute(cluster.url(0, database), "CREATE TABLE t (id INT PRIMARY KEY)");
      execute(cluster.url(1, database), "INSERT INTO t VALUES (1)");

      cluster.kill(2);
      execute(cluster.url(0, database), "INSERT INTO t VALUES (2)");
      cluster.restart(2);
      assertThat(rows(cluster.url(2, database))).isEqualTo(2);

      cluster.isolate(1);
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(
                          () -> execute(cluster.url(1, database), "INSERT INTO t VALUES (9)"))
                      .isInstanceOf(SQLException.class));
      execute(cluster.url(0, database), "INSERT INTO t VALUES (3)");
      cluster.rejoin(1);
      cluster.awaitSynced();
      assertThat(rows(cluster.url(1, database))).isEqualTo(3);

      cluster.freeze(0);
      await()
          .ignoreExceptions()
          .untilAsserted(() -> execute(cluster.url(2, database), "INSERT INTO t VALUES (4)"));
      cluster.thaw(0);
      cluster.awaitSynced();
      assertThat(rows(cluster.url(0, database))).isEqualTo(4);

      cluster.killAll();
      cluster.recover();
      for (int node : List.of(0, 1, 2)) {
        assertThat(rows(cluster.url(node, database))).isEqualTo(4);
      }
    }
  }

  private static void execute(String url, String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        var prepared = connection.prepareStatement(statement)) {
      prepared.execute();
    }
  }

  private static long rows(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "root", "");
        var prepared = connection.prepareStatement("SELECT COUNT(*) FROM t");
        var row = prepared.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
