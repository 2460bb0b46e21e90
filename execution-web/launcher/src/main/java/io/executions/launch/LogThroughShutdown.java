package io.executions.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;

/**
 * Keeps the log handlers open until the process is gone. The platform closes them in a shutdown
 * hook, which would silence the application while it stops. Named by {@code
 * java.util.logging.manager}.
 */
public class LogThroughShutdown extends LogManager {

  private final ThreadLocal<Boolean> reading = ThreadLocal.withInitial(() -> false);

  @Override
  public void readConfiguration(InputStream configuration) throws IOException {
    reading.set(true);
    try {
      super.readConfiguration(configuration);
    } finally {
      reading.remove();
    }
  }

  /** Resets only as a part of reading a configuration. */
  @Override
  public void reset() {
    if (reading != null && reading.get()) {
      super.reset();
    }
  }
}
