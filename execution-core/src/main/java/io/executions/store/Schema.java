package io.executions.store;

import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;

/**
 * The tables, made and brought up to date by Flyway's scripts, one folder for each database and one
 * for all. Every script may be run again over what a run that was cut off has left, so nothing
 * needs a repair by hand.
 */
record Schema(DataSource dataSource, Dialect dialect) {
  private static final int RUNS = 5;
  private static final String SCRIPTS = "classpath:io/executions/store/schema/";

  /** Brings them up to date; with that connection a node takes its turn where that is needed. */
  void migrate(Sql sql) throws SQLException {
    if (dialect.isReplicated(sql.connection())) {
      SchemaLock.take(sql, this::migrate);
    } else {
      migrate();
    }
  }

  private void migrate() throws SQLException {
    for (int run = 1; ; run++) {
      try {
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
