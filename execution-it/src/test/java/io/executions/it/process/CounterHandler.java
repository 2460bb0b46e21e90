package io.executions.it.process;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * A transactional handler, as an application has one: it raises a number in a table of its own, and
 * holds a connection for as many milliseconds as its input says, or until the file is there that it
 * names. Put into the archive of {@link HandlerArchive}, not run by the tests themselves.
 */
@ApplicationScoped
public class CounterHandler implements ExecutionHandler<JsonValue, Void> {
  static final String TYPE = "count";

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
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      hold(input);
      if (statement.executeUpdate("UPDATE counter SET n = n + 1") != 1) {
        throw new IllegalStateException("There is no counter");
      }
    }
    Thread.sleep(ThreadLocalRandom.current().nextInt(10));
    return null;
  }

  private static void hold(JsonValue input) throws InterruptedException {
    if (input instanceof JsonString file) {
      while (!Files.exists(Path.of(file.getString()))) {
        Thread.sleep(20);
      }
    } else if (input instanceof JsonNumber millis) {
      Thread.sleep(millis.intValue());
    } else {
      Thread.sleep(ThreadLocalRandom.current().nextInt(20));
    }
  }

  /** Makes the table when the application starts. */
  @Singleton
  @Startup
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public static class Table {
    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    @PostConstruct
    void create() {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE IF NOT EXISTS counter (id INT PRIMARY KEY, n BIGINT)");
        statement.execute(
            "INSERT INTO counter SELECT 1, 0 FROM (SELECT COUNT(*) AS found FROM counter) c"
                + " WHERE found = 0");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
