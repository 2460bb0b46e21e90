package io.executions.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** PostgreSQL 15 and later. */
final class PostgreSqlDialect implements Dialect {
  /** A setting of a session, and the value that the engine gives it. */
  private record Setting(String name, String value) {
    String statement() {
      return "SET %s = '%s'".formatted(name, value);
    }

    Setting before(Sql sql) throws SQLException {
      return new Setting(
          name,
          sql.first("SELECT current_setting(?)", row -> row.getString(1), name).orElseThrow());
    }
  }

  @Override
  public Skipping skipping() {
    return Skipping.RECURSIVE;
  }

  @Override
  public String schemaFolder() {
    return "postgresql";
  }

  /** Not that of the transaction's start; and, other than the clock's, one that an index takes. */
  @Override
  public String now() {
    return "CAST(EXTRACT(EPOCH FROM statement_timestamp()) * 1000000 AS BIGINT)";
  }

  @Override
  public String nextNodeId() {
    return "nextval('execution_node_seq')";
  }

  @Override
  public String addUp(SumTable table) {
    return """
        INSERT INTO %s AS sums (%s) VALUES {rows}
            ON CONFLICT (%s) DO UPDATE SET %s = sums.%4$s + EXCLUDED.%4$s
        """
        .formatted(table.name(), table.columns(""), String.join(", ", table.key()), table.sum());
  }

  @Override
  public boolean notifies() {
    return true;
  }

  @Override
  public String impatient(Sql sql, String statement) throws SQLException {
    sql.update(
        "SET LOCAL lock_timeout = '1s'; SET LOCAL idle_in_transaction_session_timeout = '60s'");
    return statement;
  }

  /** A constraint may be deferred to the commit. */
  @Override
  public String unlessTaken(String statement) {
    return statement.startsWith("INSERT") ? statement + " ON CONFLICT DO NOTHING" : statement;
  }

  @Override
  public String atOnce(Sql sql, String statement) throws SQLException {
    sql.update("SET LOCAL lock_timeout = '1ms'; SET CONSTRAINTS ALL IMMEDIATE");
    return statement;
  }

  @Override
  public int updateWithoutWait(Sql sql, String statement, Object... parameters)
      throws SQLException {
    Setting before = new Setting("lock_timeout", "1ms").before(sql);
    sql.update("SET LOCAL lock_timeout = '1ms'");
    int rows = sql.update(statement, parameters);
    sql.update(before.statement().replace("SET ", "SET LOCAL "));
    return rows;
  }

  /**
   * All that the engine asks of the large tables is a walk along an index. Statistics may say
   * otherwise while a large backlog is worked off: they are older than its rows, and do not know
   * that those which are left are the last of the table.
   */
  @Override
  public String boundSession(Connection connection, Duration lease) throws SQLException {
    Sql sql = new Sql(connection, this);
    List<Setting> settings =
        List.of(
            new Setting("lock_timeout", lockWait(lease).toMillis() + "ms"),
            new Setting("idle_in_transaction_session_timeout", lease.toMillis() / 2 + "ms"),
            new Setting("statement_timeout", lease.toMillis() / 2 + "ms"),
            new Setting("enable_seqscan", "off"),
            new Setting("enable_bitmapscan", "off"),
            // These two would make much of the scan of a small table, whose cost that drives up.
            new Setting("jit", "off"),
            new Setting("max_parallel_workers_per_gather", "0"));
    // The next user of the connection would gather notifications that nobody reads.
    StringBuilder before = new StringBuilder("UNLISTEN *; ");
    for (Setting setting : settings) {
      before.append(setting.before(sql).statement()).append("; ");
    }
    sql.update(settings.stream().map(Setting::statement).collect(Collectors.joining("; ")));
    return before.toString();
  }
}
