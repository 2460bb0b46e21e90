package io.executions.it.process;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * A handler that is not transactional and holds a connection of the service's pool until the file
 * is there that its input names. Put into the archive of {@link HandlerArchive}.
 */
@ApplicationScoped
public class HoardingHandler implements ExecutionHandler<JsonString, Void> {
  static final String TYPE = "hoard";

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Void handle(JsonString file, ExecutionContext context) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      while (!Files.exists(Path.of(file.getString()))) {
        Thread.sleep(20);
      }
    }
    return null;
  }
}
