package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.database.FailureKind;
import io.executions.database.ReplayCount;
import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import io.executions.testing.TestDatabase;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedConnectionTest extends StoreContract {
  private Connection pooled;
  private final ReplayCount replays = new ReplayCount();
  private ReservedConnection reserved;

  @BeforeEach
  void takeAConnectionFromAPoolOfOne() throws Exception {
    pooled = store.dataSource.getConnection();
    pooled.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    try (var statement = pooled.createStatement()) {
      statement.execute(
          switch (database) {
            case H2 -> "SET LOCK_TIMEOUT 12000";
            case MARIADB_10_11, MARIADB_11_4 ->
                "SET innodb_lock_wait_timeout = 12, idle_write_transaction_timeout = 34";
            case POSTGRESQL ->
                "SET lock_timeout = '12s'; SET idle_in_transaction_session_timeout = '34s'";
          });
    }
    reserved =
        new ReservedConnection(
            new PoolOfOne(pooled)::getConnection,
            store.database.dialect(),
            Duration.ofSeconds(10),
            replays);
  }

  @AfterEach
  void close() throws Exception {
    reserved.close();
    pooled.close();
  }

  @Test
  void itsSessionIsBoundedAndAtReadCommittedWhateverTheDefault() throws Exception {
    assertThat(reserved.<Integer>autoCommit(sql -> sql.connection().getTransactionIsolation()))
        .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    assertThat(bounds()).isEqualTo(database == TestDatabase.H2 ? List.of(2L) : List.of(2L, 5L));
  }

  @ParameterizedTest
  @ValueSource(longs = {1000, 1900, 3000})
  void itWaitsForALockNoLongerThanForAnAnswerAlsoWithAShortLease(long millis) throws Exception {
    Duration lease = Duration.ofMillis(millis);
    try (Connection holder = store.dataSource.getConnection();
        var statement = holder.createStatement();
        ReservedConnection waiting =
            new ReservedConnection(
                store.dataSource::getConnection, store.database.dialect(), lease, replays)) {
      holder.setAutoCommit(false);
      statement.executeUpdate("UPDATE execution_gate SET turn = turn + 1");

      assertThatThrownBy(() -> waiting.autoCommit(TestStore::takeTurn))
          .matches(failure -> FailureKind.of(failure) == FailureKind.REPLAY);
      holder.rollback();
    }
  }

  @Test
  void theSessionIsGivenBackAsItWas() throws Exception {
    reserved.autoCommit(sql -> sql.number("SELECT {now}"));
    reserved.close();

    assertThat(pooled.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    assertThat(pooled.getAutoCommit()).isTrue();
    assertThat(bounds()).isEqualTo(database == TestDatabase.H2 ? List.of(12L) : List.of(12L, 34L));
  }

  @Test
  void itWaitsHalfALeaseForAnAnswerAndAThirdWhenHastened() throws Exception {
    // The embedded database has no network.
    int half = database == TestDatabase.H2 ? 0 : 5000;
    int third = database == TestDatabase.H2 ? 0 : 3333;
    assertThat(mostWaitMillis()).isEqualTo(half);

    reserved.shortenTimeout();

    assertThat(mostWaitMillis()).isEqualTo(third);
    reserved.close();
    assertThat(mostWaitMillis()).as("of the next connection").isEqualTo(third);
  }

  @Test
  void aFailureInTheMiddleOfATransactionRollsItBackAndGivesTheSessionBack() throws Exception {
    for (Throwable failure : List.of(new IllegalStateException("a"), new AssertionError("b"))) {
      assertThatThrownBy(
              () ->
                  reserved.transaction(
                      sql -> {
                        leaveARow(sql);
                        throw sneaky(failure);
                      }))
          .isSameAs(failure);
      assertThat(pooled.getAutoCommit()).isTrue();
      assertThat(pooled.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    }
    assertThat(reserved.<Long>transaction(sql -> rows(sql))).isZero();
  }

  @Test
  void itOpensAnotherWhenItsConnectionWasBroken() throws Exception {
    try (ReservedConnection breaking = store.database.reserve()) {
      breaking.autoCommit(sql -> sql.number("SELECT {now}"));
      breaking.autoCommit(
          sql -> {
            breakIt(sql);
            return null;
          });

      assertThatThrownBy(() -> breaking.transaction(ReservedConnectionTest::rows))
          .isInstanceOf(SQLException.class);

      assertThat(breaking.<Long>transaction(ReservedConnectionTest::rows)).isZero();
    }
  }

  @Test
  void aConnectionThatBreaksWithinATransactionLeavesNothingOfIt() throws Exception {
    try (ReservedConnection breaking = store.database.reserve()) {
      assertThatThrownBy(
              () ->
                  breaking.transaction(
                      sql -> {
                        leaveARow(sql);
                        breakIt(sql);
                        return rows(sql);
                      }))
          .isInstanceOf(SQLException.class);

      assertThat(breaking.<Long>transaction(ReservedConnectionTest::rows)).isZero();
    }
  }

  @Test
  void aLockThatTakesTooLongRollsBackAndIsTriedAgainWithinABound() throws Exception {
    int[] runs = {0};
    try (Connection holder = store.dataSource.getConnection();
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.executeUpdate("UPDATE execution_gate SET turn = turn + 1");

      Long turn =
          reserved.transaction(
              sql -> {
                if (++runs[0] == 2) {
                  holder.rollback();
                }
                TestStore.takeTurn(sql);
                return sql.number("SELECT turn FROM execution_gate");
              });
      assertThat(turn).isPositive();
      assertThat(runs[0]).isEqualTo(2);
    }
  }

  private int mostWaitMillis() throws SQLException {
    return reserved.<Integer>autoCommit(sql -> sql.connection().getNetworkTimeout());
  }

  /** In seconds: how long it waits for a lock, and stands idle within a transaction. */
  private List<Long> bounds() throws SQLException {
    Sql sql = new Sql(pooled, store.database.dialect());
    return switch (database) {
      case H2 -> List.of(sql.number("SELECT LOCK_TIMEOUT() / 1000"));
      case MARIADB_10_11, MARIADB_11_4 ->
          List.of(
              sql.number("SELECT @@innodb_lock_wait_timeout"),
              sql.number("SELECT @@idle_write_transaction_timeout"));
      case POSTGRESQL ->
          sql.list(
              """
              SELECT CAST(setting AS BIGINT) / 1000 FROM pg_settings
               WHERE name IN ('lock_timeout', 'idle_in_transaction_session_timeout')
               ORDER BY name DESC
              """,
              row -> row.getLong(1));
    };
  }

  /** As the server's administrator would, or an outage. */
  private void breakIt(Sql sql) throws SQLException {
    switch (database) {
      case H2 -> {
        long session = sql.number("SELECT SESSION_ID()");
        store.number("SELECT CASEWHEN(ABORT_SESSION(%d), 1, 0)".formatted(session));
      }
      case MARIADB_10_11, MARIADB_11_4 -> {
        long session = sql.number("SELECT CONNECTION_ID()");
        store.update("KILL CONNECTION " + session);
      }
      case POSTGRESQL -> {
        long session = sql.number("SELECT pg_backend_pid()");
        store.number("SELECT COUNT(pg_terminate_backend(%d))".formatted(session));
      }
    }
  }

  private static void leaveARow(Sql sql) throws SQLException {
    sql.update("INSERT INTO execution_delta (type, status, ended) VALUES ('t', 's', 1)");
  }

  private static Long rows(Sql sql) throws SQLException {
    return sql.number("SELECT COUNT(*) FROM execution_delta");
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
    throw (T) failure;
  }

  /** Lends its one connection again and again, without resetting it. */
  private record PoolOfOne(Connection connection) implements DataSource {
    @Override
    public Connection getConnection() {
      return (Connection)
          Proxy.newProxyInstance(
              PoolOfOne.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  return null;
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    @Override
    public Connection getConnection(String user, String password) {
      return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
      return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
      // It logs nothing.
    }

    @Override
    public void setLoginTimeout(int seconds) {
      // It never waits.
    }

    @Override
    public int getLoginTimeout() {
      return 0;
    }

    @Override
    public Logger getParentLogger() {
      return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      throw new SQLException("It wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
      return false;
    }
  }
}
