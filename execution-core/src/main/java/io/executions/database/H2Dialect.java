package io.executions.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Collectors;

/** H2 2.x, embedded. Its clock is {@code execution_now()}, which the schema script creates. */
final class H2Dialect implements Dialect {
  /** By the units of a Java string. */
  @Override
  public Comparator<String> textOrder() {
    return Comparator.naturalOrder();
  }

  @Override
  public Skipping skipping() {
    return Skipping.SINGLE;
  }

  @Override
  public String schemaFolder() {
    return "h2";
  }

  @Override
  public boolean ordersByWholeIndexes() {
    return true;
  }

  @Override
  public String now() {
    return "DATEDIFF(MICROSECOND, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00Z', execution_now())";
  }

  /** A statement calls it for each use; to ask it before costs no round trip. */
  @Override
  public boolean clockStandsStill() {
    return false;
  }

  @Override
  public String addUp(SumTable table) {
    String sameKey =
        table.key().stream()
            .map("sums.%1$s = added.%1$s"::formatted)
            .collect(Collectors.joining(" AND "));
    return """
        MERGE INTO %s AS sums USING (VALUES {rows}) AS added (%s) ON %s
         WHEN MATCHED THEN UPDATE SET %s = sums.%4$s + added.%4$s
         WHEN NOT MATCHED THEN INSERT (%2$s) VALUES (%s)
        """
        .formatted(table.name(), table.columns(""), sameKey, table.sum(), table.columns("added."));
  }

  /** It must know the type of each value before it is given. */
  @Override
  public String rowParameter(String type) {
    return "CAST(? AS %s)".formatted(type);
  }

  /** With H2's default, 143 of 200 acknowledged commits were gone after a kill. */
  @Override
  public void makeDurable(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET WRITE_DELAY 0");
    }
  }

  /** Its sessions wait two seconds by themselves, and what changes that would outlive this. */
  @Override
  public String impatient(Sql sql, String statement) {
    return statement;
  }

  @Override
  public String boundSession(Connection connection, Duration lease) throws SQLException {
    Sql sql = new Sql(connection, this);
    String before = "SET LOCK_TIMEOUT %d".formatted(sql.number("SELECT LOCK_TIMEOUT()"));
    sql.update("SET LOCK_TIMEOUT %d".formatted(lockWait(lease).toMillis()));
    return before;
  }
}
