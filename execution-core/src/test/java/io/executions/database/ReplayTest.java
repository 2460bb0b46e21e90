package io.executions.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger told = new AtomicInteger();

  @Test
  void aConflictIsRunAgainWithinABound() {
    assertThat(runsOf(new SQLException("no", "40001", 1213))).isEqualTo(Replay.MAX_RUNS);
    assertThat(told.get()).isEqualTo(Replay.MAX_RUNS - 1);
  }

  @Test
  void whatHasWaitedForALockEachTimeIsRunLessOften() {
    assertThat(runsOf(new SQLException("no", "HY000", 1205))).isEqualTo(Replay.MAX_WAITS);
    assertThat(runsOf(new SQLException("no", "55P03"))).isEqualTo(Replay.MAX_WAITS);
  }

  @Test
  void whatThatDoesNotCureIsRunOnce() {
    assertThat(runsOf(new SQLException("no", "23000", 1062))).isEqualTo(1);
  }

  @Test
  void whatGoesWellIsOver() throws SQLException {
    SQLException conflict = new SQLException("no", "40001", 1213);
    int result =
        Replay.of(
            () -> {
              if (runs.incrementAndGet() < 3) {
                throw conflict;
              }
              return 7;
            },
            told::incrementAndGet);

    assertThat(result).isEqualTo(7);
    assertThat(told.get()).isEqualTo(2);
  }

  @Test
  void whoIsInterruptedMeanwhileRunsNothingAgain() {
    Thread.currentThread().interrupt();
    assertThat(runsOf(new SQLException("no", "40001", 1213))).isEqualTo(1);
    assertThat(Thread.interrupted()).isTrue();
  }

  private int runsOf(SQLException failure) {
    runs.set(0);
    assertThatThrownBy(
            () ->
                Replay.of(
                    () -> {
                      runs.incrementAndGet();
                      throw failure;
                    },
                    told::incrementAndGet))
        .isSameAs(failure);
    return runs.get();
  }
}
