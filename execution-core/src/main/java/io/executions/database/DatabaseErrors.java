package io.executions.database;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** The codes and states of MariaDB, PostgreSQL and H2, and what kind of failure each tells. */
final class DatabaseErrors {
  /**
   * Deadlock, lock that took too long, snapshot overtaken, a prepared statement that a change of
   * tables has overtaken; H2's deadlock and lock.
   */
  private static final Set<Integer> REPLAY = Set.of(1213, 1205, 1020, 1615, 40001, 50200);

  private static final Set<Integer> LOCK_TIMEOUTS = Set.of(1205, 50200);

  /** What PostgreSQL says of a lock that took too long. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** A failed serialization; PostgreSQL's deadlock and lock that took too long. */
  private static final Set<String> REPLAY_STATES = Set.of("40001", "40P01", LOCK_NOT_AVAILABLE);

  /** No connection; no right to one (a password is being changed); too few of what it needs. */
  private static final Set<String> OUTAGE_STATES = Set.of("08", "28", "53", "57");

  /**
   * Of PostgreSQL: only to be read, as after a failover; idle for too long within a transaction;
   * cannot read or write its files.
   */
  private static final Set<String> POSTGRESQL_OUTAGES = Set.of("25006", "25P03", "58030");

  /** Never was a connection to lose: refused, or could not be made. */
  private static final Set<String> NOT_CONNECTED = Set.of("08001", "08004");

  /** No room: disk, table, temporary file, by InnoDB or below it. */
  private static final Set<Integer> MARIADB_FULL = Set.of(3, 1021, 1026, 1030, 1114, 1180, 1878);

  /** No memory, threads, connections, locks or statements are left. */
  private static final Set<Integer> MARIADB_SHORT =
      Set.of(1037, 1038, 1040, 1041, 1129, 1135, 1203, 1206, 1226, 1461);

  /** Going down; not in sync with its cluster; only to be read, as after a failover. */
  private static final Set<Integer> MARIADB_CLOSED = Set.of(1053, 1047, 1036, 1290, 1792, 1836);

  /** Cannot write or read its file; out of memory; closed or closing; read-only. */
  private static final Set<Integer> H2_OUTAGES =
      Set.of(90028, 90031, 90067, 90097, 90098, 90108, 90121);

  private static final int H2_CUT = 90067;

  /** Of MariaDB and PostgreSQL: somebody ended the connection, or what was prepared on it. */
  private static final Set<Integer> MARIADB_ENDED = Set.of(1243, 1927);

  private static final String POSTGRESQL_ENDED = "57P01";

  /** Of MariaDB: somebody ended the statement, or it took longer than the server allows. */
  private static final Set<Integer> MARIADB_TIMED_OUT = Set.of(1317, 1969);

  /** The same of PostgreSQL, and of H2. */
  private static final String TIMED_OUT = "57014";

  /** No such table (H2 has three of these), column, database or schema; no right to it. */
  private static final Set<String> STRUCTURE_STATES =
      Set.of("42S02", "42S03", "42S04", "42S22", "42P01", "42703", "3D000", "3F000", "42501");

  /** Of MariaDB: no right or database; a table that was just changed, or is without its file. */
  private static final Set<Integer> MARIADB_STRUCTURE = Set.of(1044, 1049, 1142, 1143, 1412, 1814);

  private static final int H2_NO_RIGHT = 90096;

  private DatabaseErrors() {}

  /** Returns which kind that one tells, whatever caused it. */
  static FailureKind kind(SQLException failure) {
    String state = state(failure);
    int code = failure.getErrorCode();
    if (REPLAY.contains(code) || REPLAY_STATES.contains(state)) {
      return FailureKind.REPLAY;
    }
    if (isCut(failure, state, code)) {
      return FailureKind.CUT;
    }
    if (isTimeout(state, code)) {
      return FailureKind.TIMED_OUT;
    }
    if (isOutage(failure, state, code)) {
      return FailureKind.OUTAGE;
    }
    if (failure instanceof SQLTimeoutException) {
      return FailureKind.TIMED_OUT;
    }
    return isOfStructure(state, code) ? FailureKind.STRUCTURE : FailureKind.REFUSED;
  }

  /** Returns whether it says that another transaction held a lock for too long. */
  static boolean isLockTimeout(SQLException failure) {
    return LOCK_TIMEOUTS.contains(failure.getErrorCode())
        || LOCK_NOT_AVAILABLE.equals(failure.getSQLState());
  }

  private static String state(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && state.length() == 5 ? state : "";
  }

  private static boolean isCut(SQLException failure, String state, int code) {
    return !(failure instanceof SQLTransientConnectionException)
        && !NOT_CONNECTED.contains(state)
        && (failure instanceof SQLNonTransientConnectionException
            || failure instanceof SQLRecoverableException
            || state.startsWith("08")
            || POSTGRESQL_ENDED.equals(state)
            || code == H2_CUT
            || MARIADB_ENDED.contains(code));
  }

  private static boolean isTimeout(String state, int code) {
    return TIMED_OUT.equals(state) || MARIADB_TIMED_OUT.contains(code);
  }

  private static boolean isOutage(SQLException failure, String state, int code) {
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLInvalidAuthorizationSpecException
        || !state.isEmpty() && OUTAGE_STATES.contains(state.substring(0, 2))
        || POSTGRESQL_OUTAGES.contains(state)
        || MARIADB_FULL.contains(code)
        || MARIADB_SHORT.contains(code)
        || MARIADB_CLOSED.contains(code)
        || H2_OUTAGES.contains(code);
  }

  private static boolean isOfStructure(String state, int code) {
    return STRUCTURE_STATES.contains(state)
        || MARIADB_STRUCTURE.contains(code)
        || code == H2_NO_RIGHT;
  }
}
