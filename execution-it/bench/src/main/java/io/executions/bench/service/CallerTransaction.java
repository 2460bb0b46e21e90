package io.executions.bench.service;

import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import io.executions.bench.subject.Work;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A caller's transaction on the service's data source. */
@ApplicationScoped
public class CallerTransaction {
  @Inject private ExecutionService service;

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  /** Reads a table itself, as a driver may leave out what ends a transaction of nothing. */
  @Transactional(rollbackOn = SQLException.class)
  public void run(int creations) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT max_concurrent FROM execution_gate");
    }
    for (int i = 0; i < creations; i++) {
      service.createExecution(NewExecution.of(Work.NOTHING.label()));
    }
  }
}
