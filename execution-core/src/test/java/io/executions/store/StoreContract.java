package io.executions.store;

import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds on every database: each test runs on each of them, on an empty store. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
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

  TestNode nodeOfHome(String name, String home) throws SQLException {
    return closedLater(TestNode.join(store, name, Optional.of(home)));
  }

  private TestNode closedLater(TestNode node) {
    nodes.add(node);
    return node;
  }
}
