package io.executions.store;

import io.executions.database.Sql;
import io.executions.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds on every database: each test runs on each whose turn it is, on an empty store. */
@ParameterizedClass
@MethodSource("io.executions.testing.TestDatabase#inTurn")
abstract class StoreContract {
  @Parameter TestDatabase database;
  TestStore store;

  private final List<TestNode> nodes = new ArrayList<>();

  @BeforeEach
  final void openEmptyStore() throws SQLException {
    store = TestStore.emptied(database);
  }

  @AfterEach
  final void closeNodes() {
    nodes.forEach(TestNode::close);
  }

  TestNode node(String name, String... types) throws SQLException {
    return closedLater(store.node(name, types));
  }

  TestNode nodeServing(String name, Set<String> queues, String... types) throws SQLException {
    return closedLater(TestNode.serving(store, name, queues, types));
  }

  TestNode nodeOfHome(String name, String home) throws SQLException {
    return closedLater(TestNode.join(store, name, Optional.of(home)));
  }

  TestNode nodeDefining(String name, NodeStore.Defining defining) throws SQLException {
    return closedLater(TestNode.join(store, name, Optional.empty(), defining));
  }

  /** Does something in a transaction that does not end yet, which closing takes back. */
  final Connection begun(String statement, Object parameter) throws SQLException {
    Connection connection = store.dataSource.getConnection();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    new Sql(connection, store.database.dialect()).update(statement, parameter);
    return connection;
  }

  private TestNode closedLater(TestNode node) {
    nodes.add(node);
    return node;
  }
}
