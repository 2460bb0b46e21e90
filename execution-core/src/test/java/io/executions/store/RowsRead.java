package io.executions.store;

import io.executions.database.Sql;
import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How many rows and index entries a database reads for a query: what it costs on any machine. */
record RowsRead(TestDatabase database, Sql sql) {
  private static final Pattern H2_SCANS = Pattern.compile("scanCount: (\\d+)");

  /** Of each scan, and of each filter: rows and how often. */
  private static final Pattern POSTGRESQL_SCANS =
      Pattern.compile(
          "(?:Scan .*\\(actual .*rows=([\\d.]+) loops=(\\d+)\\)|Rows Removed by Filter: (\\d+))");

  static final String MARIADB_READS =
      """
      SELECT SUM(variable_value) FROM information_schema.session_status
       WHERE variable_name LIKE 'HANDLER\\_READ\\_%'
      """;

  long by(String query, Object... parameters) throws SQLException {
    if (database.isMariaDb()) {
      long before = sql.number(MARIADB_READS);
      long ofCounting = sql.number(MARIADB_READS) - before;
      before = sql.number(MARIADB_READS);
      sql.list(query, row -> true, parameters);
      return sql.number(MARIADB_READS) - before - ofCounting;
    }
    boolean h2 = database == TestDatabase.H2;
    String explain = h2 ? "EXPLAIN ANALYZE " : "EXPLAIN (ANALYZE, TIMING OFF) ";
    List<String> plan = sql.list(explain + query, row -> row.getString(1), parameters);
    Pattern scans = h2 ? H2_SCANS : POSTGRESQL_SCANS;
    return plan.stream()
        .flatMap(line -> scans.matcher(line).results())
        .mapToLong(h2 ? scan -> Long.parseLong(scan.group(1)) : RowsRead::rows)
        .sum();
  }

  private static long rows(MatchResult scan) {
    return scan.group(1) == null
        ? Long.parseLong(scan.group(3))
        : Math.round(Double.parseDouble(scan.group(1)) * Long.parseLong(scan.group(2)));
  }
}
