package io.executions.it.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server of its own process that WARs are deployed on. Closing ends the process. */
public interface ApplicationServer extends AutoCloseable {

  /** Starts it with these environment variables beside the usual ones; returns when it runs. */
  void start(Map<String, String> environment) throws IOException;

  /**
   * Gives the running server the data source on MariaDB, by the script that comes with the service.
   */
  void defineMariaDb() throws IOException;

  /** Deploys the WAR, anew when it is there already; returns when that is done. */
  void deploy(Path war) throws IOException;

  /** Removes the WAR; returns when that is done. */
  void undeploy(Path war) throws IOException;

  /** Returns where its applications are. */
  URI address();

  /** Returns the id of its process. */
  long pid();

  /** Returns the lines that it has logged as errors so far. */
  List<String> errors() throws IOException;

  /** Returns the lines of its log that contain a match of the pattern. */
  List<String> lines(String pattern) throws IOException;

  @Override
  void close() throws IOException;
}
