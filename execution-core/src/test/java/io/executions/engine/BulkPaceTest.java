package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BulkPaceTest {
  private static final SQLException REFUSED = new SQLException("No such value", "22001");
  private static final SQLException CUT = new SQLException("Connection reset", "08S01");
  private static final SQLException AWAY =
      new SQLTransientConnectionException("No connection", "08001");

  private final BulkPace pace = new BulkPace();

  @Test
  void goesOnAtOnceByTwoHundred() {
    pace.passed();

    assertThat(pace.size()).isEqualTo(200);
    assertThat(pace.pause(0)).isZero();
    assertThat(pace.passBy()).isEmpty();
  }

  @Test
  void waitsLongerAfterEachFailureUpToHalfAMinute() {
    long last = 0;
    for (int failures = 1; failures <= 20; failures++) {
      pace.failed(AWAY, 1000);
      assertThat(pace.isFirstFailure()).isEqualTo(failures == 1);
      long wait = pace.pause(1000);
      assertThat(wait).isGreaterThanOrEqualTo(last);
      last = wait;
    }
    assertThat(Duration.ofNanos(last)).isEqualTo(Duration.ofSeconds(32));
    assertThat(pace.size()).isEqualTo(200);
    assertThat(pace.isHopeless()).isFalse();
    pace.passed();
    assertThat(pace.pause(1000)).isZero();
  }

  @Test
  void isHopelessOnceItWasRefusedAgainAndAgain() {
    pace.failed(REFUSED, 0);
    pace.failed(REFUSED, 0);
    pace.failed(AWAY, 0);
    pace.failed(REFUSED, 0);
    pace.failed(REFUSED, 0);
    assertThat(pace.isHopeless()).isFalse();
    pace.failed(REFUSED, 0);
    assertThat(pace.isHopeless()).isTrue();
  }

  @Test
  void tooMuchIsTakenInPartsUntilTheCulpritIsPassedBy() {
    for (int size : new int[] {20, 2, 1}) {
      pace.failed(CUT, 0);
      assertThat(pace.size()).isEqualTo(size);
      assertThat(pace.passBy()).isEmpty();
    }
    failsAfterAnotherWrite();
    failsAfterAnotherWrite();
    assertThat(pace.passBy()).isEmpty();
    failsAfterAnotherWrite();
    assertThat(pace.passBy().orElseThrow()).contains("Connection reset");

    pace.passed();
    assertThat(pace.passBy()).isEmpty();
    assertThat(pace.size()).isEqualTo(2);
    for (int steps = 0; steps < 10; steps++) {
      pace.passed();
    }
    assertThat(pace.size()).isEqualTo(200);
  }

  @Test
  void whileTheDatabaseWritesNothingAtAllNoneIsToBlame() {
    for (int failures = 0; failures < 20; failures++) {
      assertThat(pace.passBy()).isEmpty();
      pace.failed(CUT, 0);
    }
    assertThat(pace.passBy()).isEmpty();
    assertThat(pace.isToWriteBefore()).isTrue();
    failsAfterAnotherWrite();
    pace.failed(CUT, 0);
    failsAfterAnotherWrite();
    assertThat(pace.passBy()).isEmpty();
    pace.passed();
    assertThat(pace.isToWriteBefore()).isFalse();
  }

  private void failsAfterAnotherWrite() {
    assertThat(pace.isToWriteBefore()).isTrue();
    pace.wrote();
    pace.failed(CUT, 0);
  }
}
