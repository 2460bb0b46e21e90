package io.executions.it.process;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A handler that closes the embedded database, whose file its input names, and keeps the file's
 * lock, as H2 itself did at times after a full disk. Put into the archive of {@link
 * HandlerArchive}.
 */
@ApplicationScoped
public class FileHolder implements ExecutionHandler<JsonString, Void> {
  static final String TYPE = "hold-file";

  /** For good. */
  private static FileLock held;

  @Resource(lookup = "java:comp/DefaultDataSource")
  private DataSource dataSource;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Void handle(JsonString file, ExecutionContext context) throws Exception {
    FileChannel channel = FileChannel.open(Path.of(file.getString()), StandardOpenOption.WRITE);
    while (held == null) {
      closeDatabase();
      try {
        held = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        // Somebody was quicker and has opened the database again.
        Thread.onSpinWait();
      }
    }
    return null;
  }

  private void closeDatabase() {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      // It is closed already.
      Thread.onSpinWait();
    }
  }
}
