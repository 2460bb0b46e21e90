package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
  @ParameterizedTest
  @CsvSource({
    "1213, 40001, true",
    "1205, HY000, true",
    "1020, HY000, true",
    "40001, 40001, true",
    "50200, HYT00, true",
    "0, 40001, true",
    "0, 40P01, true",
    "0, 55P03, true",
    "1062, 23000, false",
    "0, 23505, false",
    "0, 25P02, false",
    "0, 57P01, false",
    "1047, 08S01, false",
    "1180, HY000, false"
  })
  void curesConflictsOnly(int code, String state, boolean cured) {
    SQLException failure = new SQLException("no", state, code);

    assertThat(Replay.cures(failure)).isEqualTo(cured);
    assertThat(Replay.cures(new IllegalStateException(new RuntimeException(failure))))
        .isEqualTo(cured);
  }

  @Test
  void knowsAFailedCommitOnPayaraByItsWords() {
    String words = "jakarta.resource.spi.LocalTransactionException: (conn=7) ";
    assertThat(
            Replay.cures(
                atCommit(
                    words + "Deadlock found when trying to get lock; try restarting transaction")))
        .isTrue();
    assertThat(
            Replay.cures(atCommit("ERROR: no\n  Hint: The transaction might succeed if retried.")))
        .isTrue();
    assertThat(Replay.cures(atCommit(words + "Connection is closed"))).isFalse();
    assertThat(Replay.cures(atCommit(null))).isFalse();
  }

  @Test
  void findsTheReasonsOfARolledBackTransactionAmongWhatItSuppressed() {
    RollbackException rolledBack = new RollbackException("no");
    assertThat(Replay.cures(rolledBack)).isFalse();
    rolledBack.addSuppressed(new IllegalStateException(new SQLException("no", "40001", 1213)));
    assertThat(Replay.cures(new TransactionalException("no", rolledBack))).isTrue();
  }

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

  private static TransactionalException atCommit(String words) {
    SystemException failed = new SystemException();
    failed.initCause(new XAException(words));
    return new TransactionalException("encountered exception during commit", failed);
  }
}
