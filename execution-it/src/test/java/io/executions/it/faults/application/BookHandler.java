package io.executions.it.faults.application;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A transactional handler: raises one of many counters, and books itself. The tables are those of
 * the test, which compares them with what is completed.
 */
@ApplicationScoped
public class BookHandler implements ExecutionHandler<JsonValue, Void> {
  public static final String TYPE = "book";

  /** Few wait for another's counter; a frozen node holds one only. */
  public static final int COUNTERS = 256;

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean transactional() {
    return true;
  }

  @Override
  public Void handle(JsonValue input, ExecutionContext context) throws Exception {
    int millis = input.asJsonObject().getInt("millis");
    HandlerHistory.of(
        context,
        () -> {
          try (Connection connection = dataSource.getConnection()) {
            change(
                connection, "UPDATE counter SET n = n + 1 WHERE id = ?", context.id() % COUNTERS);
            Thread.sleep(millis);
            change(
                connection,
                "INSERT INTO effect (execution_id, attempt) VALUES (?, ?)",
                context.id(),
                context.attempt());
          }
        });
    return null;
  }

  private static void change(Connection connection, String sql, long... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int position = 1; position <= values.length; position++) {
        statement.setLong(position, values[position - 1]);
      }
      if (statement.executeUpdate() != 1) {
        throw new IllegalStateException("Nothing was changed by " + sql);
      }
    }
  }
}
