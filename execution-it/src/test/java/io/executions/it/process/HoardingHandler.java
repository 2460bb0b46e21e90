package io.executions.it.process;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * A handler that is not transactional and holds a connection of the service's pool for as many
 * milliseconds as its input says. Put into the archive of {@link HandlerArchive}.
 */
@ApplicationScoped
public class HoardingHandler implements ExecutionHandler<JsonNumber, Void> {
  static final String TYPE = "hoard";

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Void handle(JsonNumber millis, ExecutionContext context) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      Thread.sleep(millis.longValue());
    }
    return null;
  }
}
