package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.database.FreeConnection;
import io.executions.database.Sql;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreeConnectionTest extends StoreContract {
  private Connection pooled;
  private FreeConnection free;

  @BeforeEach
  void open() throws SQLException {
    pooled = store.dataSource.getConnection();
    free = new FreeConnection(pooled, store.database.dialect());
  }

  @AfterEach
  void close() throws SQLException {
    pooled.close();
  }

  @Test
  void oneStatementCommitsByItself() throws Exception {
    free.autoCommit(FreeConnectionTest::leaveARow);

    assertThat(rows()).isOne();
  }

  /** Otherwise what was acknowledged would be gone. */
  @Test
  void itCommitsAlsoWhereTheDataSourcesConnectionsDoNot() throws Exception {
    pooled.setAutoCommit(false);

    free.autoCommit(FreeConnectionTest::leaveARow);
    free.transaction(FreeConnectionTest::leaveARow);

    assertThat(rows()).isEqualTo(2);
    pooled.rollback();
  }

  @Test
  void severalStatementsCommitTogetherOrNotAtAll() throws Exception {
    free.transaction(
        sql -> {
          leaveARow(sql);
          assertThat(rows()).isZero();
          return leaveARow(sql);
        });
    assertThatThrownBy(
            () ->
                free.transaction(
                    sql -> {
                      leaveARow(sql);
                      return sql.update("INSERT INTO execution_delta (type) VALUES (NULL)");
                    }))
        .isInstanceOf(SQLException.class);

    assertThat(rows()).isEqualTo(2);
    assertThat(pooled.getAutoCommit()).isTrue();
  }

  @Test
  void aRefusedStatementLeavesTheConnectionAsItWas() throws Exception {
    assertThatThrownBy(
            () ->
                free.autoCommit(
                    sql -> sql.update("INSERT INTO execution_delta (type) VALUES (NULL)")))
        .isInstanceOf(SQLException.class);

    assertThat(pooled.getAutoCommit()).isTrue();
    free.autoCommit(FreeConnectionTest::leaveARow);
    assertThat(rows()).isOne();
  }

  @Test
  void whatHasCommittedCountsAlsoWhereTheConnectionCannotBeGivenBackAsItWas() throws Exception {
    List<String> aborts = new ArrayList<>();
    Connection breaking =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("setAutoCommit") && (boolean) arguments[0]) {
                    throw new SQLException("The connection broke", "08006");
                  }
                  if (method.getName().equals("abort")) {
                    aborts.add("abort");
                  }
                  return method.invoke(pooled, arguments);
                });

    new FreeConnection(breaking, store.database.dialect())
        .transaction(FreeConnectionTest::leaveARow);

    assertThat(rows()).isOne();
    assertThat(aborts).as("so that nobody uses it again").hasSize(1);
  }

  private long rows() throws SQLException {
    return store.number("SELECT COUNT(*) FROM execution_delta");
  }

  private static int leaveARow(Sql sql) throws SQLException {
    return sql.update(
        "INSERT INTO execution_delta (type, status, ended) VALUES ('work', 'failed', 1)");
  }
}
