package io.executions.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerNoiseFilterTest {
  private static final String EXECUTORS = "org.glassfish.enterprise.concurrent";
  private static final String RESPONDER = "org.glassfish.jersey.server.ServerRuntime$Responder";

  private final ServerNoiseFilter filter = new ServerNoiseFilter();

  @Test
  void letsThroughWhatTheApplicationSaysAndOfTheServerWarnings() {
    assertThat(shows(entry("io.executions.engine.Engine", Level.INFO, "Joined"))).isTrue();
    assertThat(shows(entry("org.glassfish.kernel", Level.INFO, "Started"))).isFalse();
    assertThat(shows(entry("org.glassfish.kernel", Level.WARNING, "Broken"))).isTrue();
    assertThat(shows(entry(null, Level.WARNING, "Broken"))).isTrue();
    assertThat(shows(entry(null, Level.INFO, "Started"))).isFalse();
    assertThat(shows(entry("org.glassfish.kernel", Level.WARNING, null))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"javax.enterprise.resource.resourceadapter", "org.flywaydb.core.Flyway"})
  void leavesOutWhatIsSaidInWordsElsewhere(String logger) {
    assertThat(shows(entry(logger, Level.SEVERE, "RAR7132"))).isFalse();
  }

  @Test
  void leavesOutThatServicesOfTheServerHaveEndedBeforeItsExecutors() {
    LogRecord late = entry(EXECUTORS, Level.WARNING, "Failed");
    late.setThrown(
        new IllegalStateException(
            "Service org.glassfish.Some has an active level of 1"
                + " but it has a run level of 10 and was looked up"));

    assertThat(shows(late)).isFalse();
  }

  @Test
  void showsWhateverElseExecutorsSay() {
    LogRecord failed = entry(EXECUTORS, Level.WARNING, "Failed");
    failed.setThrown(new IllegalStateException("No thread is left"));

    assertThat(shows(failed)).isTrue();
    assertThat(shows(entry(EXECUTORS, Level.WARNING, "Without a reason"))).isTrue();
  }

  @Test
  void showsThatAServiceHasEndedWhereAnybodyElseSaysSo() {
    LogRecord other = entry("org.glassfish.kernel", Level.WARNING, "Failed");
    other.setThrown(new IllegalStateException("but it has a run level of 10"));

    assertThat(shows(other)).isTrue();
  }

  @Test
  void leavesOutClientsThatWentAwayButNotFailuresOfAnswers() {
    LogRecord gone = entry(RESPONDER, Level.SEVERE, "An I/O error");
    gone.setThrown(new IllegalStateException(new IOException("Connection reset")));
    LogRecord failed = entry(RESPONDER, Level.SEVERE, "Failed");
    failed.setThrown(new IllegalStateException("No writer"));

    assertThat(shows(gone)).isFalse();
    assertThat(shows(failed)).isTrue();
  }

  @Test
  void leavesOutTheFalseAlarmOfAPropertyThatIsHeeded() {
    LogRecord property = entry("org.glassfish.web", Level.WARNING, "Unknown property {0}");
    property.setParameters(new Object[] {"errorReportValve"});

    assertThat(shows(property)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WELD-000225: bound", "WELD-000715: active"})
  void leavesOutWhatWeldFindsOfARequestThatAnotherThreadAnswered(String message) {
    assertThat(shows(entry("org.jboss.weld.Context", Level.WARNING, message))).isFalse();
  }

  private boolean shows(LogRecord entry) {
    return filter.isLoggable(entry);
  }

  private static LogRecord entry(String logger, Level level, String message) {
    LogRecord entry = new LogRecord(level, message);
    entry.setLoggerName(logger);
    return entry;
  }
}
