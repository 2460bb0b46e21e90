package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {
  @ParameterizedTest
  @EnumSource
  void nodesThatStartTogetherOnAnEmptyDatabaseAllFindTheSchema(TestDatabase database)
      throws Exception {
    DataSource dataSource = database.empty();
    int nodes = 4;
    CyclicBarrier together = new CyclicBarrier(nodes);
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    try {
      Callable<Void> start =
          () -> {
            together.await();
            migrate(dataSource);
            return null;
          };
      List<Future<Void>> started =
          threads.invokeAll(Stream.generate(() -> start).limit(nodes).toList());
      for (Future<Void> node : started) {
        node.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (Connection connection = dataSource.getConnection()) {
      Sql sql = new Sql(connection, Dialect.of(connection));
      assertThat(sql.number("SELECT COUNT(*) FROM execution")).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFinalStatusWithoutItsTimeIsRefused(TestDatabase database) throws Exception {
    DataSource dataSource = database.empty();
    migrate(dataSource);
    try (Connection connection = dataSource.getConnection()) {
      Sql sql = new Sql(connection, Dialect.of(connection));
      assertThatThrownBy(
              () ->
                  sql.update(
                      """
                      INSERT INTO execution
                             (id, type, status, line, priority, input, attempt, failures,
                              interruptions, max_attempts, run_at, created_at, cancel_requested,
                              overdue)
                      VALUES (1, 'a', 'completed', NULL, 0, '{}', 1, 0, 0, 1, 0, 0, FALSE, FALSE)
                      """))
          .isInstanceOf(SQLException.class)
          .message()
          .containsIgnoringCase("execution_ended");
    }
  }

  private static void migrate(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      new Schema(dataSource, Dialect.of(connection)).migrate();
    }
  }
}
