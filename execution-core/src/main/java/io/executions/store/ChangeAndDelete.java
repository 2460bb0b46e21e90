package io.executions.store;

import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.ExecutionStatus;
import io.executions.api.Fault;
import io.executions.api.IllegalMoveException;
import io.executions.api.InvalidRequestException;
import io.executions.api.RevisionChangedException;
import io.executions.api.port.Caller;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What else people do with an execution: they change it while it is pending, and remove it when it
 * has ended. Each commits by itself, as their moves do.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
public class ChangeAndDelete {
  private static final String KIND = "execution";
  private static final String DELETED = "deleted";
  private static final String REFERRED_TO = "deleted, since other rows in the database refer to it";

  private static final String LOCK_KIND =
      "SELECT type, status FROM execution WHERE id = ? FOR UPDATE";

  private final Transaction transaction;
  private final Audit audit;

  /** For the proxy only. */
  protected ChangeAndDelete() {
    this(null, null);
  }

  @Inject
  ChangeAndDelete(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  /**
   * Changes a pending execution.
   *
   * @param revisions those that it may have; any if there are none
   * @param by who wants that
   */
  public CancelAndRetry.Done change(
      long id, ExecutionChange change, Set<Integer> revisions, String by) {
    PendingRow row =
        transaction
            .sql(sql -> sql.lockFirst(PendingRow.LOCK, PendingRow::read, id))
            .orElseThrow(() -> new ExecutionNotFoundException(id));
    if (row.status() != ExecutionStatus.PENDING) {
      throw new IllegalMoveException(id, row.status(), "changed");
    }
    if (!revisions.isEmpty() && !revisions.contains(row.revision())) {
      throw new RevisionChangedException(id, row.revision());
    }
    PendingRow.Terms terms = row.terms().after(change);
    checkExpiry(terms, change);
    Optional<Move> move =
        terms.equals(row.terms())
            ? Optional.empty()
            : Optional.of(transaction.sql(sql -> change(sql, row, terms, by)));
    return new CancelAndRetry.Done(
        transaction.entities().find(ExecutionEntity.class, id).toExecution(),
        move.isPresent(),
        move);
  }

  /** A time that is given was checked by itself; here it meets what the execution has. */
  private static void checkExpiry(PendingRow.Terms terms, ExecutionChange change) {
    boolean changes = change.runAt().isPresent() || change.expiresAt().isPresent();
    if (changes && terms.expiresAt().filter(expiry -> expiry <= terms.runAt()).isPresent()) {
      throw new InvalidRequestException(
          List.of(
              change.expiresAt().isPresent()
                  ? new Fault("/expiresAt", "must be after runAt")
                  : new Fault("/runAt", "must be before expiresAt")));
    }
  }

  private Move change(Sql sql, PendingRow row, PendingRow.Terms terms, String by)
      throws SQLException {
    audit.add(sql, "changeExecution", KIND, row.id(), row.terms().told(), terms.told());
    // After the lock was taken, which may have been waited for.
    long now = sql.number("SELECT {now}");
    row.write(sql, terms, now);
    Move move = row.changed(by, now);
    new RecordedMoves(sql, Packet.SMALL).addOutside(List.of(move), Caller.current().name());
    return move;
  }

  /**
   * Removes an execution that has ended, with its attempts.
   *
   * @return how it had ended
   */
  public ExecutionStatus delete(long id) {
    return transaction.sql(sql -> delete(sql, id));
  }

  private ExecutionStatus delete(Sql sql, long id) throws SQLException {
    Removal.Ended row =
        sql.lockFirst(
                LOCK_KIND,
                found ->
                    new Removal.Ended(
                        id,
                        found.getString(1),
                        ExecutionStatus.fromJsonName(found.getString(2)).orElseThrow()),
                id)
            .orElseThrow(() -> new ExecutionNotFoundException(id));
    if (!row.status().isFinal()) {
      throw new IllegalMoveException(id, row.status(), DELETED);
    }
    audit.add(sql, "deleteExecution", KIND, id);
    try {
      new Removal(sql).remove(List.of(row));
    } catch (SQLException e) {
      if (Sql.isTaken(e)) {
        throw new IllegalMoveException(id, row.status(), REFERRED_TO);
      }
      throw e;
    }
    return row.status();
  }
}
