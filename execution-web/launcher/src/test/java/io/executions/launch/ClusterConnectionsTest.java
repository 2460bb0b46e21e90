package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.settings.SettingsParser;
import io.executions.testing.GaleraCluster;
import io.executions.testing.MariaDbServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What the runnable JAR's connections make of a database that turns out to be a cluster. */
class ClusterConnectionsTest {
  private static final int MOST = 200;

  @Test
  @DisabledIfSystemProperty(named = "fault.database", matches = "mariadb|postgresql")
  void haveTheDriverPrepareStatementsForAClusterOnly() throws Exception {
    GaleraCluster cluster = GaleraCluster.shared();
    assertThat(preparedByServer(cluster.url(0, cluster.newDatabase()))).isFalse();
    assertThat(preparedByServer(MariaDbServer.of("11.4.5").newDatabase())).isTrue();
  }

  /** With statements that the server prepares, one of twenty is hidden. */
  @Test
  @DisabledIfSystemProperty(named = "fault.database", matches = "mariadb|postgresql")
  void hideNoRollbackInFavourOfAnotherServersTransaction() throws Exception {
    GaleraCluster cluster = GaleraCluster.shared();
    String database = cluster.newDatabase();
    String url = cluster.url(0, database);
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService other = Executors.newSingleThreadExecutor();
    int hidden = 0;
    int told = 0;
    try (Connection connection = connect(url)) {
      update(connection, "CREATE TABLE gate (id INT PRIMARY KEY, ours BIGINT, others BIGINT)");
      update(connection, "INSERT INTO gate VALUES (1, 0, 0)");
      Future<?> others = other.submit(() -> contend(cluster.url(1, database), over));
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      connection.setAutoCommit(false);
      for (int number = 0; told < MOST; number++) {
        long before = number(connection, "SELECT ours FROM gate");
        connection.commit();
        try {
          update(connection, "UPDATE gate SET ours = ours + 1");
          for (int statement = 0; statement < 6; statement++) {
            number(connection, "SELECT %d + %d".formatted(number, statement));
          }
          connection.commit();
          hidden += number(connection, "SELECT ours FROM gate") == before + 1 ? 0 : 1;
        } catch (SQLTransactionRollbackException e) {
          told++;
        }
        connection.rollback();
      }
      over.set(true);
      others.get();
    } finally {
      other.shutdownNow();
    }
    assertThat(hidden).isZero();
  }

  private static Void contend(String url, AtomicBoolean over) throws Exception {
    try (Connection connection = DriverManager.getConnection(url, "root", "")) {
      while (!over.get()) {
        try {
          update(connection, "UPDATE gate SET others = others + 1");
        } catch (SQLTransactionRollbackException e) {
          // the other one has won
        }
        Thread.sleep(1, ThreadLocalRandom.current().nextInt(999_999));
      }
    }
    return null;
  }

  private static boolean preparedByServer(String url) throws SQLException {
    try (Connection connection = connect(url)) {
      number(connection, "SELECT 1");
      try (ResultSet row =
          connection.createStatement().executeQuery("SHOW STATUS LIKE 'Com_stmt_prepare'")) {
        row.next();
        return row.getInt(2) > 0;
      }
    }
  }

  private static Connection connect(String url) throws SQLException {
    SettingsParser reader =
        new SettingsParser(name -> Optional.ofNullable(Map.of("EXECUTION_DB_URL", url).get(name)));
    ServerDataSource.use(DatabaseSettings.read(reader, Path.of("data")));
    return new ServerDataSource().getConnection("root", "");
  }

  private static void update(Connection connection, String statement) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.executeUpdate();
    }
  }

  private static long number(Connection connection, String query) throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(query);
        ResultSet row = prepared.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
