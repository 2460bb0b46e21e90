package io.executions.bench;

import io.executions.testing.PostgreSqlServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

/** PostgreSQL. */
final class PostgreSql extends Database {
  private static final String[] SETTINGS = {
    "fsync=on", "shared_buffers=1GB", "max_wal_size=1GB", "max_connections=500"
  };

  private final PostgreSqlServer server = PostgreSqlServer.own(SETTINGS);
  private final String admin = server.newDatabase();

  @Override
  String description() {
    return "PostgreSQL %s, %s".formatted(version(), String.join(" ", SETTINGS));
  }

  private String version() {
    try (Connection connection = connect(admin)) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  String create() {
    return server.newDatabase();
  }

  @Override
  void drop(String url) throws SQLException {
    execute(admin, "DROP DATABASE %s WITH (FORCE)".formatted(name(url)));
  }

  /** Does at once what its own upkeep would do at some time of the measurement. */
  @Override
  void settle(String url) throws SQLException {
    execute(url, "VACUUM (ANALYZE)", "CHECKPOINT");
  }

  @Override
  String asked() {
    return "transactions";
  }

  @Override
  long countAsked() throws SQLException {
    return number(admin, "SELECT SUM(xact_commit + xact_rollback) FROM pg_stat_database");
  }

  @Override
  long processorMillis() throws IOException {
    return ProcessorTime.millis(server.pid());
  }

  @Override
  String dialect(String statement, long count) {
    return statement
        .replace("{now}", "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000)::BIGINT")
        .replace("{series}", "generate_series(1::BIGINT, %d) n".formatted(count));
  }
}
