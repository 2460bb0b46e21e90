package io.executions.database;

import static io.executions.database.FailureKind.CUT;
import static io.executions.database.FailureKind.OUTAGE;
import static io.executions.database.FailureKind.REFUSED;
import static io.executions.database.FailureKind.REPLAY;
import static io.executions.database.FailureKind.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ServiceUnavailableException;
import jakarta.resource.spi.ResourceAllocationException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import javax.transaction.xa.XAException;
import org.h2.mvstore.MVStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureKindTest {
  @ParameterizedTest(name = "{0} {1} {3}: {2}")
  @CsvSource({
    "1213, 40001, REPLAY, deadlock",
    "1205, HY000, REPLAY, lock took too long",
    "1020, HY000, REPLAY, snapshot was overtaken",
    "40001, 40001, REPLAY, deadlock of H2",
    "50200, HYT00, REPLAY, lock of H2",
    "0, 40001, REPLAY, serialization",
    "0, 40P01, REPLAY, deadlock",
    "0, 55P03, REPLAY, lock took too long",
    "0, 08000, CUT, connection reset",
    "0, 08006, CUT, connection failure",
    "1153, 08S01, CUT, packet too large",
    "1047, 08S01, CUT, WSREP not ready",
    "1053, 08S01, CUT, shutting down",
    "90067, 90067, CUT, H2's connection is broken",
    "1040, 08004, OUTAGE, too many connections",
    "0, 08001, OUTAGE, no connection could be made",
    "3, HY000, OUTAGE, error writing file",
    "1021, HY000, OUTAGE, disk full",
    "1026, HY000, OUTAGE, error writing file",
    "1030, HY000, OUTAGE, error 28 of the storage engine",
    "1036, HY000, OUTAGE, table is read only",
    "1037, HY001, OUTAGE, out of memory",
    "1041, HY000, OUTAGE, out of resources",
    "1114, HY000, OUTAGE, table full",
    "1180, HY000, OUTAGE, no room to commit",
    "1203, 42000, OUTAGE, too many connections of the user",
    "1206, HY000, OUTAGE, lock table full",
    "1290, HY000, OUTAGE, read-only option",
    "1792, 25006, OUTAGE, read-only transaction",
    "1836, HY000, OUTAGE, read-only mode",
    "1243, HY000, CUT, prepared statement is gone with its connection",
    "1615, HY000, REPLAY, prepared statement overtaken by a change of tables",
    "1927, 70100, CUT, connection killed",
    "90031, 90031, OUTAGE, H2 cannot write its file",
    "90098, 90098, OUTAGE, H2 is closed",
    "0, 25006, OUTAGE, read-only after a failover",
    "0, 25P03, OUTAGE, idle in a transaction",
    "0, 28000, OUTAGE, no right to a connection",
    "0, 28P01, OUTAGE, wrong password",
    "0, 53100, OUTAGE, disk full",
    "0, 53200, OUTAGE, out of memory",
    "0, 53300, OUTAGE, too many connections",
    "0, 57P01, CUT, shut down or ended",
    "0, 57P02, OUTAGE, crash of another",
    "0, 57P03, OUTAGE, starting",
    "0, 58030, OUTAGE, input or output",
    "1969, 70100, TIMED_OUT, max_statement_time",
    "1317, 70100, TIMED_OUT, statement was ended",
    "0, 57014, TIMED_OUT, statement_timeout",
    "57014, 57014, TIMED_OUT, query timeout of H2",
    "1146, 42S02, STRUCTURE, no such table",
    "1054, 42S22, STRUCTURE, no such column",
    "1142, 42000, STRUCTURE, no right to the table",
    "1412, HY000, STRUCTURE, table was changed",
    "0, 42P01, STRUCTURE, no such relation",
    "0, 42703, STRUCTURE, no such column",
    "0, 42501, STRUCTURE, no right to the relation",
    "42103, 42S03, STRUCTURE, H2 has no such table",
    "1062, 23000, REFUSED, twice",
    "0, 23505, REFUSED, twice",
    "1118, 42000, REFUSED, row size too large",
    "1644, 45000, REFUSED, signalled",
    "0, 25P02, REFUSED, in an aborted transaction",
    "0, , REFUSED, nothing is known"
  })
  void isToldByCodeAndStateWhoeverWrapsThem(
      int code, String state, FailureKind kind, String message) {
    SQLException failure = new SQLException(message, state, code);

    assertThat(FailureKind.of(failure)).isEqualTo(kind);
    assertThat(FailureKind.of(new IllegalStateException(new RuntimeException(failure))))
        .isEqualTo(kind);
    BatchUpdateException batch = new BatchUpdateException();
    batch.setNextException(failure);
    assertThat(FailureKind.of(batch)).isEqualTo(kind);
  }

  @Test
  void isToldByTheClassOfWhatDriversAndPoolsThrow() {
    SQLException pool = new SQLException("Error in allocating a connection");
    pool.initCause(new ResourceAllocationException("expired max-wait-time"));
    kind(OUTAGE, new RuntimeException("of a JPA provider", pool));
    kind(OUTAGE, new SQLTransientConnectionException("no connection in time"));
    kind(OUTAGE, new SQLInvalidAuthorizationSpecException("password"));
    kind(OUTAGE, new ServiceUnavailableException("It hangs", null));
    kind(CUT, new SQLNonTransientConnectionException("reset"));
    kind(TIMED_OUT, new SQLTimeoutException("query timeout"));
    kind(REPLAY, new SQLTimeoutException("lock", "HYT00", 50200));
    kind(REFUSED, new IllegalStateException("a fault of ours"));
  }

  @Test
  void aFileThatH2CannotWriteIsAnOutageThoughItsErrorIsAGeneralOne() {
    Exception cause = new MVStoreException(2, "Writing to a file failed");
    kind(OUTAGE, new SQLException("General error", "HY000", 50000, cause));
    kind(REFUSED, new SQLException("General error", "HY000", 50000));
  }

  @Test
  void aFailedCommitOnPayaraIsToldByItsWords() {
    String words = "jakarta.resource.spi.LocalTransactionException: (conn=7) ";
    kind(REPLAY, atCommit(words + "Deadlock found; try restarting transaction"));
    kind(REPLAY, atCommit("ERROR: no\n  Hint: The transaction might succeed if retried."));
    kind(REFUSED, atCommit(words + "Connection is closed"));
    kind(REFUSED, atCommit(null));
  }

  @Test
  void theReasonsOfARolledBackTransactionAreAmongWhatItSuppressed() {
    RollbackException rolledBack = new RollbackException("no");
    kind(REFUSED, rolledBack);
    rolledBack.addSuppressed(new IllegalStateException(new SQLException("no", "40001", 1213)));
    kind(REPLAY, new TransactionalException("no", rolledBack));
  }

  @Test
  void whatExplainsARefusalComesBeforeIt() {
    SQLException away = new SQLException("reset", "08006");
    kind(CUT, new SQLException("twice", "23000", 1062, away));
    kind(OUTAGE, new ServiceUnavailableException("no", new SQLException("twice", "23000", 1062)));
    kind(REPLAY, new ServiceUnavailableException("no", new SQLException("no", "40001", 1213)));
  }

  private static void kind(FailureKind kind, Exception failure) {
    assertThat(FailureKind.of(failure)).isEqualTo(kind);
  }

  private static TransactionalException atCommit(String words) {
    SystemException failed = new SystemException();
    failed.initCause(new XAException(words));
    return new TransactionalException("encountered exception during commit", failed);
  }
}
