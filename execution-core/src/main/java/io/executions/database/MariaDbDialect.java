package io.executions.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** MariaDB 10.11 and later. */
final class MariaDbDialect implements Dialect {
  private static final String BOUNDS =
      "SET SESSION innodb_lock_wait_timeout = %d, idle_write_transaction_timeout = %d, max_statement_time = %s";

  private static final HexFormat HEX = HexFormat.of();

  private static final Collector<CharSequence, ?, String> LIST = Collectors.joining(",", "[", "]");

  private static final int FEW_DIGITS = 64;

  /** How many statements the server has prepared for the session. */
  private static final String PREPARED =
      """
      SELECT CAST(variable_value AS SIGNED) FROM information_schema.session_status
       WHERE variable_name = 'Com_stmt_prepare'
      """;

  @Override
  public boolean readsAllOfOneValue() {
    return true;
  }

  @Override
  public Skipping skipping() {
    return Skipping.SINGLE;
  }

  @Override
  public String schemaFolder() {
    return "mariadb";
  }

  @Override
  public String now() {
    return "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))";
  }

  @Override
  public String along(String index) {
    return "FORCE INDEX (%s)".formatted(index);
  }

  /**
   * By many ids in a list, MariaDB may read all rows there are, and wait for those of others; so it
   * would here, where there are few rows, without being told to take the index.
   */
  @Override
  public int remove(Sql sql, String table, List<Long> ids) throws SQLException {
    String remove =
        """
        DELETE gone FROM JSON_TABLE(?, '$[*]' COLUMNS (id BIGINT PATH '$')) given
          STRAIGHT_JOIN %s gone FORCE INDEX (PRIMARY) ON gone.id = given.id
        """;
    return sql.update(remove.formatted(table), ids.toString());
  }

  /**
   * Texts are given by their bytes: MariaDB 10.11 takes what JSON escapes as it stands there. They
   * are as wide as they must be: it makes a table of all widths.
   */
  @Override
  public String given(GivenRows rows) {
    List<String> read = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (GivenRows.Column column : rows.columns()) {
      int place = given.size();
      String type =
          column.kind() == GivenRows.Kind.NUMBER
              ? "BIGINT"
              : "VARCHAR(%d) CHARACTER SET ascii".formatted(digits(rows, place));
      given.add("%s %s PATH '$[%d]'".formatted(column.name(), type, place));
      read.add(value(column));
    }
    return "(SELECT %s FROM JSON_TABLE(?, '$[*]' COLUMNS (%s)) each_row) given"
        .formatted(String.join(", ", read), String.join(", ", given));
  }

  /** Of few lengths, so that there are few statements. */
  private static int digits(GivenRows rows, int place) {
    int longest =
        rows.rows().stream()
            .mapToInt(row -> 2 * row[place].toString().getBytes(StandardCharsets.UTF_8).length)
            .max()
            .orElse(0);
    return Math.max(FEW_DIGITS, longest + Sql.padding(longest));
  }

  /** Of another collation than the index is, it would not be looked up there. */
  private static String value(GivenRows.Column column) {
    String name = column.name();
    return switch (column.kind()) {
      case NUMBER -> name;
      case NAME -> "CONVERT(UNHEX(%1$s) USING ascii) COLLATE ascii_bin AS %1$s".formatted(name);
      case LANE ->
          "CONVERT(UNHEX(%1$s) USING utf8mb4) COLLATE utf8mb4_nopad_bin AS %1$s".formatted(name);
    };
  }

  /** Digits need no escapes, and a builder of JSON looks for its provider for each row. */
  @Override
  public List<Object> parameters(GivenRows rows) {
    return List.of(
        rows.rows().stream()
            .map(row -> Arrays.stream(row).map(MariaDbDialect::json).collect(LIST))
            .collect(LIST));
  }

  private static String json(Object value) {
    return value instanceof Number
        ? value.toString()
        : '"' + HEX.formatHex(value.toString().getBytes(StandardCharsets.UTF_8)) + '"';
  }

  @Override
  public String addUp(SumTable table) {
    return "INSERT INTO %s (%s) VALUES {rows} ON DUPLICATE KEY UPDATE %s = %3$s + VALUES(%3$s)"
        .formatted(table.name(), table.columns(""), table.sum());
  }

  @Override
  public boolean isReplicated(Connection connection) throws SQLException {
    return new Sql(connection, this)
        .first("SHOW VARIABLES LIKE 'wsrep_on'", row -> row.getString(2))
        .filter("ON"::equals)
        .isPresent();
  }

  @Override
  public void requireOpenRollbacks(Connection connection) throws SQLException {
    if (!isReplicated(connection)) {
      return;
    }
    long before = prepared(connection);
    new Sql(connection, this).number("SELECT 1 AS prepared_by_whom");
    if (prepared(connection) > before) {
      throw new HiddenRollbackException();
    }
  }

  /** The question itself is never prepared. */
  private static long prepared(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(PREPARED)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** MariaDB knows whole seconds only; with zero it would not wait at all. */
  @Override
  public Duration lockWait(Duration lease) {
    return Duration.ofSeconds(Math.max(1, Dialect.super.lockWait(lease).toSeconds()));
  }

  @Override
  public String impatient(Sql sql, String statement) {
    return "SET STATEMENT innodb_lock_wait_timeout = 1 FOR " + statement;
  }

  @Override
  public String atOnce(Sql sql, String statement) {
    return "SET STATEMENT innodb_lock_wait_timeout = 0 FOR " + statement;
  }

  @Override
  public Packet packet(Sql sql) throws SQLException {
    return new Packet("max_allowed_packet", sql.number("SELECT @@max_allowed_packet"));
  }

  @Override
  public String boundSession(Connection connection, Duration lease) throws SQLException {
    Sql sql = new Sql(connection, this);
    String before =
        BOUNDS.formatted(
            sql.number("SELECT @@innodb_lock_wait_timeout"),
            sql.number("SELECT @@idle_write_transaction_timeout"),
            sql.first("SELECT @@max_statement_time", row -> row.getString(1)).orElseThrow());
    long lockWait = lockWait(lease).toSeconds();
    // Longer than the wait for a lock, whose end is another kind of failure.
    double statement = Math.max(lockWait + 0.5, lease.toMillis() / 2000.0);
    sql.update(BOUNDS.formatted(lockWait, Math.max(1, lease.toSeconds() / 2), statement));
    return before;
  }
}
