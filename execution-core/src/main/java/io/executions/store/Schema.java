package io.executions.store;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, made and brought up to date by Flyway's scripts, one folder for each database. */
record Schema(DataSource dataSource, Dialect dialect) {
  /** Two nodes may start at the same instant; on Galera, Flyway's own lock does not hold them. */
  private static final int RUNS = 5;

  void migrate() throws SQLException {
    for (int run = 1; ; run++) {
      try {
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

  private Flyway flyway() {
    return Flyway.configure(Schema.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:io/executions/store/schema/" + dialect.schemaFolder())
        .table("execution_schema_history")
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load();
  }
}
