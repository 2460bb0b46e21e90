package io.executions.bench.peer;

/** Plain JDBC's table, as each database serves it best. */
enum PlainTable {
  /** An index of all rows by their status, which the optimizer has to be told of. */
  MARIADB("FORCE INDEX (job_status)") {
    @Override
    String script() {
      return """
      CREATE TABLE job (
        id BIGINT AUTO_INCREMENT PRIMARY KEY,
        type VARCHAR(100) NOT NULL,
        input LONGTEXT NOT NULL,
        output LONGTEXT,
        status VARCHAR(10) NOT NULL,
        created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
        started_at DATETIME(6),
        finished_at DATETIME(6),
        INDEX job_status (status, id)
      );
      """;
    }
  },
  /** An index of nothing but what is pending. */
  POSTGRESQL("") {
    @Override
    String script() {
      return """
      CREATE TABLE job (
        id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        type VARCHAR(100) NOT NULL,
        input TEXT NOT NULL,
        output TEXT,
        status VARCHAR(10) NOT NULL,
        created_at TIMESTAMP(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
        started_at TIMESTAMP(6),
        finished_at TIMESTAMP(6)
      );
      CREATE INDEX job_pending ON job (id) WHERE status = 'pending';
      """;
    }
  };

  private final String pending;

  PlainTable(String pending) {
    this.pending = pending;
  }

  /** Returns what makes it. */
  abstract String script();

  /** Returns a query in which {@code {pending}} names the index of what is pending. */
  String of(String query) {
    return query.replace("{pending}", pending);
  }
}
