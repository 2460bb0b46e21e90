package io.executions.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * The tables, made and brought up to date by Flyway's scripts, one folder for each database and one
 * for all. Every script may be run again over what a run that was cut off has left, so nothing
 * needs a repair by hand.
 */
public record Schema(DataSource dataSource, Dialect dialect) {
  private static final int RUNS = 5;
  private static final String SCRIPTS = "classpath:io/executions/database/schema/";

  private static final Set<MigrationState> UNKNOWN =
      Set.of(
          MigrationState.FUTURE_SUCCESS,
          MigrationState.FUTURE_FAILED,
          MigrationState.MISSING_SUCCESS,
          MigrationState.MISSING_FAILED);

  /** Brings them up to date; with that connection a node takes its turn where that is needed. */
  public void migrate(Sql sql) throws SQLException {
    if (dialect.isReplicated(sql.connection())) {
      SchemaLock.take(sql, this::migrate);
    } else {
      migrate();
    }
  }

  private void migrate() throws SQLException {
    for (int run = 1; ; run++) {
      try {
        requireThisVersion();
        if (run > 1) {
          forgetFailures();
        }
        flyway().migrate();
        return;
      } catch (FlywayException e) {
        if (run == RUNS) {
          throw new SQLException(
              "The schema could not be brought up to date: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Flyway goes on where there are scripts that it does not know, and forgives what it repairs. */
  private void requireThisVersion() throws AnotherVersionException {
    for (MigrationInfo script : flyway().info().all()) {
      if (UNKNOWN.contains(script.getState())) {
        throw new AnotherVersionException(
            "script %s, which is unknown here".formatted(script.getVersion()));
      }
      Integer then = script.getAppliedChecksum();
      Integer now = script.getResolvedChecksum();
      if (then != null && now != null && !then.equals(now)) {
        throw new AnotherVersionException(
            "script %s had the checksum %d then, and has %d here"
                .formatted(script.getVersion(), then, now));
      }
    }
  }

  private void forgetFailures() {
    boolean failed =
        Arrays.stream(flyway().info().all())
            .anyMatch(migration -> migration.getState() == MigrationState.FAILED);
    if (failed) {
      flyway().repair();
    }
  }

  private Flyway flyway() {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(dataSource)
        .locations(SCRIPTS + dialect.schemaFolder(), SCRIPTS + "all")
        .table("execution_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load();
  }
}
