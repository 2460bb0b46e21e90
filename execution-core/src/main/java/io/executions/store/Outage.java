package io.executions.store;

import io.executions.api.ServiceUnavailableException;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/**
 * Tells whether something failed because the database is away or can do nothing of the kind now,
 * not because of what it was asked.
 */
public final class Outage {
  /** No connection; no right to one (a password is being changed); too few of what it needs. */
  private static final Set<String> STATES = Set.of("08", "28", "53", "57");

  /**
   * Of PostgreSQL: only to be read, as after a failover; idle for too long within a transaction;
   * cannot read or write its files.
   */
  private static final Set<String> POSTGRESQL = Set.of("25006", "25P03", "58030");

  /** Of a statement that took longer than it may. */
  private static final String CANCELLED = "57014";

  /** No room: disk, table, temporary file, by InnoDB or below it. */
  private static final Set<Integer> MARIADB_FULL = Set.of(3, 1021, 1026, 1030, 1114, 1180, 1878);

  /** No memory, threads, connections, locks or statements are left. */
  private static final Set<Integer> MARIADB_SHORT =
      Set.of(1037, 1038, 1040, 1041, 1129, 1135, 1203, 1206, 1226, 1461);

  /** Somebody ended the statement, or it took longer than the server allows. */
  private static final Set<Integer> MARIADB_ENDED = Set.of(1317, 1969);

  /** Going down or killed; not in sync with its cluster; only to be read, as after a failover. */
  private static final Set<Integer> MARIADB_CLOSED =
      Set.of(1053, 1927, 1047, 1036, 1290, 1792, 1836);

  /** Cannot write or read its file; out of memory; closed or closing; read-only. */
  private static final Set<Integer> H2 = Set.of(90028, 90031, 90067, 90097, 90098, 90108, 90121);

  private static final int H2_BROKEN = 90067;

  /** No such table (H2 has three of these), column, database or schema; no right to it. */
  private static final Set<String> TABLE_STATES =
      Set.of("42S02", "42S03", "42S04", "42S22", "42P01", "42703", "3D000", "3F000", "42501");

  /** Of MariaDB: no right or database; a table that was just changed, or is without its file. */
  private static final Set<Integer> MARIADB_TABLES = Set.of(1044, 1049, 1142, 1143, 1412, 1814);

  private static final int H2_NO_RIGHT = 90096;

  /**
   * What pools of servers throw, and what H2 says of its file, with a code that says nothing; not
   * all applications can see the classes.
   */
  private static final Set<String> CAUSES =
      Set.of("jakarta.resource.ResourceException", "org.h2.mvstore.MVStoreException");

  private Outage() {}

  /** Returns whether any cause of that failure says so. */
  public static boolean caused(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(
            cause ->
                cause instanceof ServiceUnavailableException
                    || cause instanceof SQLException sql && isOutage(sql)
                    || isOutage(cause.getClass()));
  }

  /**
   * Returns whether the connection was lost in the middle of something: by an outage, or because
   * the database cannot bear what it was asked.
   */
  public static boolean isCut(Throwable failure) {
    return Causes.of(failure).anyMatch(cause -> cause instanceof SQLException sql && isCut(sql));
  }

  /**
   * Returns whether a table, a column or the right to it is missing, as while somebody restores it:
   * no outage of the database, but no row is to blame either.
   */
  public static boolean ofTable(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(cause -> cause instanceof SQLException sql && isOfTable(sql));
  }

  private static boolean isOfTable(SQLException failure) {
    return failure.getSQLState() != null && TABLE_STATES.contains(failure.getSQLState())
        || MARIADB_TABLES.contains(failure.getErrorCode())
        || failure.getErrorCode() == H2_NO_RIGHT;
  }

  private static boolean isCut(SQLException failure) {
    return !(failure instanceof SQLTransientConnectionException)
        && (failure instanceof SQLNonTransientConnectionException
            || failure instanceof SQLRecoverableException
            || failure.getSQLState() != null && failure.getSQLState().startsWith("08")
            || failure.getErrorCode() == H2_BROKEN);
  }

  private static boolean isOutage(SQLException failure) {
    String state = failure.getSQLState();
    int code = failure.getErrorCode();
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLNonTransientConnectionException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLInvalidAuthorizationSpecException
        || isOutage(state)
        || MARIADB_FULL.contains(code)
        || MARIADB_SHORT.contains(code)
        || MARIADB_CLOSED.contains(code)
        || MARIADB_ENDED.contains(code)
        || H2.contains(code);
  }

  private static boolean isOutage(String state) {
    return state != null
        && state.length() == 5
        && !state.equals(CANCELLED)
        && (STATES.contains(state.substring(0, 2)) || POSTGRESQL.contains(state));
  }

  private static boolean isOutage(Class<?> thrown) {
    for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
      if (CAUSES.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }
}
