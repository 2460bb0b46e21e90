package io.executions.it.servers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server of its own process that WARs are deployed on. Closing ends the process. */
abstract class ApplicationServer implements AutoCloseable {
  static final Duration MOST = Duration.ofMinutes(2);

  private ServerProcess process;

  /** Starts it with these environment variables beside the usual ones; returns when it runs. */
  abstract void start(Map<String, String> environment) throws IOException;

  /**
   * Gives the running server the data source on MariaDB, by the script that comes with the service.
   */
  abstract void defineMariaDb() throws IOException;

  /** Deploys the WAR, anew when it is there already; returns when that is done. */
  abstract void deploy(Path war) throws IOException;

  /** Removes the WAR; returns when that is done. */
  abstract void undeploy(Path war) throws IOException;

  /** Returns the port where its applications are. */
  abstract int port();

  /** Returns the file that it logs to. */
  abstract Path log();

  /** Returns the lines that it has logged as errors so far. */
  abstract List<String> errors() throws IOException;

  /** Starts its script, and returns when its log has a line with a match of the pattern. */
  void launch(
      List<String> command, Map<String, String> environment, Path output, String startedPattern)
      throws IOException {
    process = ServerProcess.start(command, environment, output);
    await().atMost(MOST).until(() -> !process.isAlive() || !lines(startedPattern).isEmpty());
  }

  /** Returns the lines of its log that contain a match of the pattern. */
  List<String> lines(String pattern) throws IOException {
    return FileTree.lines(log(), pattern);
  }

  /** Returns where its applications are. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Returns the id of its process. */
  long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.close();
    }
  }
}
