package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ReplayTest {
  @Test
  void isBoundedAndSoonerWhereEachRunWaitsForALock() {
    SQLException conflict = new SQLException("no", "40001", 1213);
    SQLException lockTimeout = new SQLException("no", "HY000", 1205);

    assertThat(Replay.again(conflict, 1)).isTrue();
    assertThat(Replay.allows(conflict, Replay.MAX_RUNS - 1)).isTrue();
    assertThat(Replay.again(conflict, Replay.MAX_RUNS)).isFalse();
    assertThat(Replay.allows(lockTimeout, 4)).isTrue();
    assertThat(Replay.again(lockTimeout, 5)).isFalse();
    assertThat(Replay.again(new SQLException("no", "55P03"), 5)).isFalse();
    assertThat(Replay.again(new SQLException("no", "23000", 1062), 1)).isFalse();
  }
}
