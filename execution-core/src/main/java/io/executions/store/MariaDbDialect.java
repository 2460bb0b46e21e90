package io.executions.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** MariaDB 10.11 and later. */
final class MariaDbDialect implements Dialect {
  @Override
  public String schemaFolder() {
    return "mariadb";
  }

  @Override
  public String now() {
    return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
  }

  @Override
  public void boundSession(Connection connection, Duration lease) throws SQLException {
    long idleSeconds = Math.max(1, lease.toSeconds() / 2);
    try (var statement = connection.createStatement()) {
      statement.execute(
          "SET SESSION innodb_lock_wait_timeout = 2, idle_write_transaction_timeout = %d"
              .formatted(idleSeconds));
    }
  }

  @Override
  public void unboundSession(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          SET SESSION innodb_lock_wait_timeout = DEFAULT, idle_write_transaction_timeout = DEFAULT
          """);
    }
  }
}
