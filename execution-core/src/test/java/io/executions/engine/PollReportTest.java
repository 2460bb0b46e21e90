package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.database.AnotherVersionException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class PollReportTest {
  private final AtomicLong ticks = new AtomicLong();
  private final PollReport report = new PollReport(Duration.ofSeconds(2), ticks::get);

  @Test
  void saysNothingBeforeTheFirstPoll() {
    assertThat(report.forBeat().sinceLastPoll()).isEmpty();
    assertThat(report.forBeat().untilNextPoll()).isEmpty();
    assertThat(report.lastError()).isEmpty();
  }

  @Test
  void expectsTheNextPollAnIntervalAfterTheTick() {
    report.ticked();
    assertThat(report.forBeat().untilNextPoll()).contains(Duration.ofSeconds(2));
    ticks.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(report.forBeat().untilNextPoll()).contains(Duration.ofSeconds(-3));
    report.stopped();
    assertThat(report.forBeat().untilNextPoll()).isEmpty();
  }

  @Test
  void tellsTheLastErrorUntilAPollGoesWell() {
    report.failed(new SQLException("no answer", new IllegalStateException("connection refused")));
    assertThat(report.lastError()).contains("no answer: connection refused");
    report.failed(new SQLException("other"));
    assertThat(report.forBeat().lastError()).contains("other");
    report.polled(Duration.ofMillis(3));
    assertThat(report.lastError()).isEmpty();
    assertThat(report.forBeat().lastPollTook()).contains(Duration.ofMillis(3));
  }

  @Test
  void tellsTheLogAndNobodyElseWhichDatabaseCannotBeReached() {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Handler log = new Recording(logged);
    Logger logger = Logger.getLogger(PollReport.class.getName());
    logger.addHandler(log);
    try {
      report.failed(new SQLException("refused"), " (the database is jdbc:mariadb://db/e)");
    } finally {
      logger.removeHandler(log);
    }
    assertThat(logged).singleElement().extracting(LogRecord::getLevel).isEqualTo(Level.WARNING);
    assertThat(new SimpleFormatter().formatMessage(logged.get(0)))
        .endsWith("polling goes on: refused (the database is jdbc:mariadb://db/e)");
    assertThat(report.lastError()).contains("refused");
  }

  @Test
  void saysOfTheTablesOfAnotherVersionWhatWasMetAndWhereAndDoesNotSayThatPollingGoesOn() {
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Handler log = new Recording(logged);
    Logger logger = Logger.getLogger(PollReport.class.getName());
    logger.addHandler(log);
    try {
      report.failed(
          new AnotherVersionException("script 2 is unknown"), " (at jdbc:mariadb://db/e)");
    } finally {
      logger.removeHandler(log);
    }
    assertThat(logged).singleElement().extracting(LogRecord::getLevel).isEqualTo(Level.SEVERE);
    assertThat(new SimpleFormatter().formatMessage(logged.get(0)))
        .contains("another version of this service (script 2 is unknown)")
        .endsWith(" (at jdbc:mariadb://db/e)")
        .doesNotContain("polling goes on", "\n");
  }

  @Test
  void survivesCausesThatGoRound() {
    Exception one = new Exception("one");
    Exception two = new Exception("two", one);
    one.initCause(two);
    report.failed(one);
    assertThat(report.lastError()).hasValueSatisfying(e -> assertThat(e).contains("one"));
  }

  @Test
  void tellsOfDamageWhenPollsLackClassesForAMinute() {
    report.failed(new NoClassDefFoundError("gone"));
    ticks.addAndGet(Duration.ofSeconds(59).toNanos());
    report.failed(new NoClassDefFoundError("gone"));
    assertThat(report.isDamaged()).isFalse();
    ticks.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(report.isDamaged()).isTrue();

    report.polled(Duration.ofMillis(3));
    assertThat(report.isDamaged()).isFalse();
  }

  @Test
  void takesNoFailureOfTheDatabaseForDamage() {
    report.failed(new NoClassDefFoundError("gone"));
    ticks.addAndGet(Duration.ofSeconds(50).toNanos());
    report.failed(new SQLException("no answer"));
    ticks.addAndGet(Duration.ofHours(1).toNanos());
    report.failed(new SQLException("no answer"));
    assertThat(report.isDamaged()).isFalse();
  }
}
