package io.executions.store;

import io.executions.api.KeyBusyException;
import io.executions.api.Unique;
import io.executions.database.FailureKind;
import io.executions.database.Replay;
import io.executions.database.Savepoints;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The unique keys, each a row of its own that names the execution which has it. A key that nobody
 * has any more stays where it is until somebody takes it over; so the end of an execution costs
 * nothing here.
 *
 * <p>Whatever may change who has a key raises its {@code turn}, and is told by it: a creation that
 * takes a key over, and a person's retry, which makes an execution unfinished again. So of two that
 * have seen the same, one finds the turn changed, on Galera at its commit.
 *
 * @param sql the transaction
 * @param fresh where to look again, if what the transaction sees may be too old; empty where it is
 *     to be run again instead
 * @param patient whether to wait a moment for a transaction that has not ended and holds a key
 */
record UniqueKeys(Sql sql, Optional<Transaction> fresh, boolean patient) {
  private static final int MOST_TRIES = 5;
  private static final Semaphore ASKING = new Semaphore(4, true);

  private static final String FIND =
      """
      SELECT u.execution_id, u.turn,
             CASE WHEN e.id IS NULL THEN 2
                  WHEN u.held_until <= {now} THEN 1
                  WHEN u.held_until IS NULL AND e.finished_at IS NOT NULL THEN 1 ELSE 0 END,
             CASE WHEN u.held_until IS NULL THEN 0 ELSE 1 END
        FROM execution_unique u LEFT JOIN execution e ON e.id = u.execution_id
       WHERE u.type = ? AND u.unique_key = ?
      """;

  private static final String INSERT =
      """
      INSERT INTO execution_unique (type, unique_key, execution_id, held_until, turn)
      VALUES (?, ?, ?, {now} + ?, 1)
      """;

  private static final String TAKE_OVER =
      """
      UPDATE execution_unique SET execution_id = ?, held_until = {now} + ?, turn = turn + 1
       WHERE type = ? AND unique_key = ? AND turn = ?
         AND (held_until IS NULL OR held_until <= {now} OR ? = 2)
      """;

  private static final String KEEP =
      """
      UPDATE execution_unique SET turn = turn + 1
       WHERE type = ? AND unique_key = ? AND turn = ?
      """;

  UniqueKeys(Sql sql, Optional<Transaction> fresh) {
    this(sql, fresh, true);
  }

  /** Returns those of a transaction behind the gate, where nobody is to be waited for. */
  static UniqueKeys behindGate(Sql sql) {
    return new UniqueKeys(sql, Optional.empty(), false);
  }

  /** A key of a type. */
  record Name(String type, String key) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int order = type.compareTo(other.type);
      return order == 0 ? key.compareTo(other.key) : order;
    }
  }

  /**
   * Who has a key.
   *
   * @param forTime whether it has the key for a time, whatever becomes of it
   * @param current where what it is now can be read
   */
  record Holder(long id, boolean forTime, Source current) {}

  /** Where something is read: in the transaction, or in one of its own that sees all commits. */
  interface Source {
    <T> T read(Transaction.Work<T> work) throws SQLException;
  }

  /** Who had a key does not have it any more: the transaction is to be run again. */
  static final class GoneException extends SQLTransactionRollbackException {
    private static final long serialVersionUID = 1L;

    GoneException() {
      super("A unique key has become free meanwhile", "40001");
    }
  }

  /**
   * The row of a key.
   *
   * @param free 0 if it is held, 1 if it is not, 2 if the execution that has it is gone
   */
  private record Found(long id, long turn, int free, boolean forTime) {}

  /**
   * Takes a key for an execution that is to be created.
   *
   * @return who has it, if another one has
   * @throws KeyBusyException if a transaction that has not ended holds it
   */
  Optional<Holder> take(Name name, Unique unique, long id) throws SQLException {
    try {
      return take(name, unique.period().map(period -> period.toNanos() / 1000), id);
    } catch (SQLException e) {
      boolean undone = fresh.isPresent() && FailureKind.of(e) == FailureKind.REPLAY;
      if (Replay.isLockTimeout(e) || undone) {
        KeyBusyException busy = new KeyBusyException();
        // Not as the cause: it would be run again, each time for as long.
        busy.addSuppressed(e);
        throw busy;
      }
      throw e;
    }
  }

  /** Takes a key again for an execution that is to be unfinished again; does the same. */
  Optional<Holder> takeAgain(Name name, long id) throws SQLException {
    return take(name, Optional.empty(), id);
  }

  private Optional<Holder> take(Name name, Optional<Long> micros, long id) throws SQLException {
    Source source = inTransaction();
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<Found> found = source.read(current -> find(current, name));
      if (found.isPresent() && isHeld(found.get(), id)) {
        Optional<Found> newer = tries == 0 ? newer(name, found.get()) : Optional.empty();
        if (newer.isEmpty()) {
          return Optional.of(new Holder(found.get().id(), found.get().forTime(), source));
        }
        source = afterConflict();
        found = newer;
        if (isHeld(found.get(), id)) {
          return Optional.of(new Holder(found.get().id(), found.get().forTime(), source));
        }
      }
      if (found.isEmpty() ? insert(name, micros, id) : takeOver(name, micros, id, found.get())) {
        return Optional.empty();
      }
      source = afterConflict();
    }
    throw new KeyBusyException();
  }

  private static boolean isHeld(Found found, long id) {
    return found.id() != id && found.free() == 0;
  }

  /**
   * Returns what others have committed about a key since the transaction began, where the
   * transaction does not see that: its execution may have ended. Few ask at a time, as each holds
   * two connections meanwhile.
   */
  private Optional<Found> newer(Name name, Found found) throws SQLException {
    boolean seesAll =
        sql.connection().getTransactionIsolation() < Connection.TRANSACTION_REPEATABLE_READ;
    if (fresh.isEmpty() || seesAll) {
      return Optional.empty();
    }
    try {
      if (!ASKING.tryAcquire(1, TimeUnit.SECONDS)) {
        throw new KeyBusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyBusyException();
    }
    try {
      return fresh
          .get()
          .inOwnTransaction(current -> find(current, name))
          .filter(
              now -> now.turn() > found.turn() || now.turn() == found.turn() && now.free() != 0);
    } finally {
      ASKING.release();
    }
  }

  private Source inTransaction() {
    return new Source() {
      @Override
      public <T> T read(Transaction.Work<T> work) throws SQLException {
        return work.run(sql);
      }
    };
  }

  /** Somebody else was faster, and the transaction may go on seeing what was before. */
  private Source afterConflict() throws SQLException {
    if (fresh.isEmpty()) {
      throw new SQLTransactionRollbackException("A unique key was taken meanwhile", "40001");
    }
    return new Source() {
      @Override
      public <T> T read(Transaction.Work<T> work) {
        return fresh.get().inOwnTransaction(work);
      }
    };
  }

  private static Optional<Found> find(Sql sql, Name name) throws SQLException {
    return sql.first(
        FIND,
        row -> new Found(row.getLong(1), row.getLong(2), row.getInt(3), row.getInt(4) == 1),
        name.type(),
        name.key());
  }

  private boolean insert(Name name, Optional<Long> micros, long id) throws SQLException {
    return changed(INSERT, name.type(), name.key(), id, micros.orElse(null));
  }

  private boolean takeOver(Name name, Optional<Long> micros, long id, Found found)
      throws SQLException {
    if (found.id() == id) {
      return changed(KEEP, name.type(), name.key(), found.turn());
    }
    return changed(
        TAKE_OVER, id, micros.orElse(null), name.type(), name.key(), found.turn(), found.free());
  }

  private boolean changed(String statement, Object... parameters) throws SQLException {
    if (patient) {
      return sql.updateUnlessTaken(statement, parameters) == 1;
    }
    AtomicInteger rows = new AtomicInteger();
    Savepoints.run(sql, () -> rows.set(sql.updateUnlessTakenAtOnce(statement, parameters)));
    return rows.get() == 1;
  }
}
