package io.executions.bench.peer;

/** db-scheduler's table, as its documentation has it for each database. */
final class DbSchedulerTable {
  private static final String SCRIPT =
      """
      CREATE TABLE scheduled_tasks (
        task_name VARCHAR(100) NOT NULL,
        task_instance VARCHAR(100) NOT NULL,
        task_data {bytes},
        execution_time {time} NOT NULL,
        picked BOOLEAN NOT NULL,
        picked_by VARCHAR(50),
        last_success {time} NULL,
        last_failure {time} NULL,
        consecutive_failures INT,
        last_heartbeat {time} NULL,
        version BIGINT NOT NULL,
        priority INT,
        PRIMARY KEY (task_name, task_instance)
      );
      CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time);
      CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
      CREATE INDEX priority_execution_time_idx
          ON scheduled_tasks (priority DESC, execution_time ASC);
      """;

  private DbSchedulerTable() {}

  static String script(boolean postgreSql) {
    return SCRIPT
        .replace("{bytes}", postgreSql ? "BYTEA" : "BLOB")
        .replace("{time}", postgreSql ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP(6)");
  }
}
