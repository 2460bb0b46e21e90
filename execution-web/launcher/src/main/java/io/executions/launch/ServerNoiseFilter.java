package io.executions.launch;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Lets the application's log records through and, of the server's, warnings and worse. Levels alone
 * do not do it, because the server's web container sets those of its loggers itself.
 */
public class ServerNoiseFilter implements Filter {

  private static final String APPLICATION = "io.executions";
  private static final String RESPONDER = "org.glassfish.jersey.server.ServerRuntime$Responder";
  private static final String EXECUTORS = "org.glassfish.enterprise.concurrent";
  private static final String SERVICE_HAS_ENDED = "but it has a run level of";
  private static final List<String> ASYNCHRONOUS_REQUEST =
      List.of("WELD-000225", "WELD-000335", "WELD-000714", "WELD-000715");

  /**
   * The connection pool says with message keys and stack traces, for each connection, and Flyway at
   * each try, what we say once in words.
   */
  private static final List<String> REPEATED =
      List.of("javax.enterprise.resource.", "org.flywaydb.");

  @Override
  public boolean isLoggable(LogRecord entry) {
    String logger = entry.getLoggerName();
    if (logger != null && logger.startsWith(APPLICATION)) {
      return true;
    }
    if (logger != null && REPEATED.stream().anyMatch(logger::startsWith)) {
      return false;
    }
    return entry.getLevel().intValue() >= Level.WARNING.intValue() && !isKnownFalseAlarm(entry);
  }

  /**
   * The web container warns of the property errorReportValve, which it then heeds. With each
   * request that was answered by another thread, Weld finds what the server left on the first one,
   * warns of it and cleans it up. Of each client that went away before its answer, Jersey gives all
   * of the stack. And while the server stops, its executors miss services that have ended before
   * them.
   */
  private static boolean isKnownFalseAlarm(LogRecord entry) {
    String message = entry.getMessage();
    if (message != null && ASYNCHRONOUS_REQUEST.stream().anyMatch(message::startsWith)) {
      return true;
    }
    if (RESPONDER.equals(entry.getLoggerName())
        && rootOf(entry.getThrown()) instanceof IOException) {
      return true;
    }
    if (EXECUTORS.equals(entry.getLoggerName())
        && String.valueOf(entry.getThrown()).contains(SERVICE_HAS_ENDED)) {
      return true;
    }
    return entry.getParameters() != null
        && Arrays.asList(entry.getParameters()).contains("errorReportValve");
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
