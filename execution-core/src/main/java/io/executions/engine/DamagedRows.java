package io.executions.engine;

import io.executions.database.Bisection;
import io.executions.database.FailureKind;
import io.executions.store.Gate;
import io.executions.store.Settlement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of executions whose rows the database refuses to change as they should. They fail,
 * and say so, once the database has taken nothing else for some seconds. Where a table is missing,
 * they wait. Belongs to one transaction.
 */
final class DamagedRows {
  /** An execution that the database refused, while it would have taken its failure. */
  record Noted(long execution, String why) {}

  /** A change of one row. */
  private interface Change {
    /** Makes it, and returns whether the row was there. */
    boolean make() throws SQLException;
  }

  private final Gate gate;
  private final SettlementPolicy policy;
  private final Refusals refusals;
  private final List<Noted> noted = new ArrayList<>();
  private final List<Long> failed = new ArrayList<>();
  private SQLException hopeless;

  DamagedRows(Gate gate, SettlementPolicy policy, Refusals refusals) {
    this.gate = gate;
    this.policy = policy;
    this.refusals = refusals;
  }

  /** Returns the end that was recorded in place of the refused one, if any was. */
  Optional<Settlement> instead(Bisection.Refused<Settlement> refused) throws SQLException {
    long execution = refused.row().row().id();
    if (FailureKind.of(refused.why()) == FailureKind.STRUCTURE) {
      hopeless(execution, refused.why());
      return Optional.empty();
    }
    String why = line("Its end could not be recorded: ", refused.why());
    List<Outcome> others =
        List.of(new Outcome.Failed(why, null, true), new Outcome.Unrecordable(why));
    for (Outcome other : others) {
      Settlement instead = policy.of(refused.row().row(), other);
      if (takes(execution, why, () -> settle(instead))) {
        return failed.contains(execution) ? Optional.of(instead) : Optional.empty();
      }
    }
    hopeless(execution, refused.why());
    return Optional.empty();
  }

  /** Lets pending executions fail that cannot be claimed, or cannot become due. */
  void failPending(Step step, List<Bisection.Refused<Long>> refused, AtHand atHand)
      throws SQLException {
    for (Bisection.Refused<Long> row : refused) {
      atHand.take(step, List.of(row.row()));
      failPending(row.row(), row.why());
    }
    atHand.putDown();
  }

  void failPending(long execution, Exception refusal) throws SQLException {
    String why = line("It could not be started: ", refusal);
    if (FailureKind.of(refusal) == FailureKind.STRUCTURE
        || !takes(execution, why, () -> gate.fail(execution, why))) {
      hopeless(execution, refusal);
    }
  }

  /** Returns what was refused and is to be tried again. */
  List<Noted> noted() {
    return noted;
  }

  /** Returns what has failed for its damage. */
  List<Long> failed() {
    return failed;
  }

  /** Returns why nothing at all can be recorded of some executions; or null. */
  SQLException hopeless() {
    return hopeless;
  }

  private boolean settle(Settlement instead) throws SQLException {
    gate.settle(List.of(instead));
    return true;
  }

  /**
   * Makes the change, or tries whether it could be made and rolls that back. A row that somebody
   * else has locked or moved neither fails nor is noted.
   */
  private boolean takes(long execution, String why, Change change) throws SQLException {
    boolean enough = refusals.nearlyEnough(execution);
    try {
      gate.atSavepoint(
          () -> {
            if (!change.make()) {
              throw new RowGoneException();
            }
            if (!enough) {
              throw new TrialTakenException();
            }
          });
      failed.add(execution);
      return true;
    } catch (RowGoneException e) {
      return true;
    } catch (TrialTakenException e) {
      noted.add(new Noted(execution, why));
      return true;
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      return false;
    }
  }

  private void hopeless(long execution, Exception refusal) {
    SQLException failure =
        new SQLException("The database takes nothing of execution " + execution, refusal);
    if (hopeless == null) {
      hopeless = failure;
    } else {
      hopeless.addSuppressed(failure);
    }
  }

  private static String line(String beginning, Exception refusal) {
    return ErrorText.line(beginning + ErrorText.message(refusal));
  }

  /** Somebody else has the row. */
  private static final class RowGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Rolls a trial back. */
  static final class TrialTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
