package io.executions.database;

import io.executions.api.ServiceUnavailableException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/**
 * What a failure says about what was asked of the database. The first that any of its causes is of:
 * a database that is away explains a refusal, never the other way round.
 */
public enum FailureKind {
  /**
   * Running the whole transaction again cures it: the database chose it as the victim of a deadlock
   * or of a failed certification (Galera), a lock took too long, or its snapshot was overtaken. All
   * of them say that nothing was committed.
   */
  REPLAY,

  /**
   * The connection was lost in the middle: by an outage, or because the database cannot bear what
   * it was asked.
   */
  CUT,

  /** The database is away, or can do nothing of the kind now, whatever it is asked. */
  OUTAGE,

  /**
   * The statement took longer than it may, or somebody ended it: because the database is slow now,
   * or because of what it was asked.
   */
  TIMED_OUT,

  /**
   * A table, a column or the right to it is missing, as while somebody restores it: no outage of
   * the database, but no row is to blame either.
   */
  STRUCTURE,

  /** The database refused what it was asked. */
  REFUSED;

  /**
   * What pools of servers throw, and what H2 says of its file, with a code that says nothing; not
   * all applications can see the classes.
   */
  private static final Set<String> OUTAGES =
      Set.of("jakarta.resource.ResourceException", "org.h2.mvstore.MVStoreException");

  /**
   * What MariaDB says with 1213 and 1205, and PostgreSQL with 40001. Of a failed commit, Payara's
   * resource adapter keeps nothing else: a {@code SystemException} by an {@code XAException}
   * without a cause.
   */
  private static final List<String> REPLAYS_IN_WORDS =
      List.of("try restarting transaction", "transaction might succeed if retried");

  /** Returns the kind of that failure, judged by all of its causes. */
  public static FailureKind of(Throwable failure) {
    return Causes.of(failure)
        .map(FailureKind::ofOne)
        .min(Comparator.naturalOrder())
        .orElse(REFUSED);
  }

  /** Returns whether the database is away or can do nothing of the kind now. */
  public boolean isOutage() {
    return this == CUT || this == OUTAGE;
  }

  /** Returns whether it was broken off in the middle: maybe because of what was asked. */
  public boolean isBrokenOff() {
    return this == CUT || this == TIMED_OUT;
  }

  /**
   * Returns whether the database judged what it was asked: with less of it, it may take the rest.
   * Otherwise another try of the same may go well.
   */
  public boolean isRefusal() {
    return this == STRUCTURE || this == REFUSED;
  }

  private static FailureKind ofOne(Throwable cause) {
    if (cause instanceof SQLException sql) {
      return DatabaseErrors.kind(sql);
    }
    if (cause instanceof XAException && saysReplay(String.valueOf(cause.getMessage()))) {
      return REPLAY;
    }
    return cause instanceof ServiceUnavailableException || isOutage(cause.getClass())
        ? OUTAGE
        : REFUSED;
  }

  private static boolean saysReplay(String words) {
    return REPLAYS_IN_WORDS.stream().anyMatch(words::contains);
  }

  private static boolean isOutage(Class<?> thrown) {
    return Stream.<Class<?>>iterate(thrown, type -> type != null, Class::getSuperclass)
        .anyMatch(type -> OUTAGES.contains(type.getName()));
  }
}
