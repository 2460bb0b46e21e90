package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import io.executions.database.FailureKind;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A statement that takes longer than it may. */
class StatementTimeoutTest extends StoreContract {
  @Test
  void isOfOneKindWhateverTheDatabase() throws Exception {
    String slow =
        switch (database) {
          case H2 -> "SELECT SUM(MOD(X, 7)) FROM SYSTEM_RANGE(1, 10000000000)";
          case POSTGRESQL -> "SELECT pg_sleep(60)";
          default -> "SELECT SLEEP(60)";
        };
    try (Connection connection = store.dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);

      Exception failure = catchException(() -> statement.executeQuery(slow));

      assertThat(FailureKind.of(failure)).isEqualTo(FailureKind.TIMED_OUT);
    }
  }
}
