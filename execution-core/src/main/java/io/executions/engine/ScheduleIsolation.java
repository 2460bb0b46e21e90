package io.executions.engine;

import io.executions.database.FailureKind;
import io.executions.store.Gate;
import io.executions.store.ScheduleTurn;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes the turns of schedules. What the database refuses to one of them is none of the others'
 * business. Belongs to the engine's thread.
 */
final class ScheduleIsolation {
  /** After so many, the rest is left to the next transaction. */
  private static final int MOST_REFUSALS = 50;

  private static final System.Logger LOG = System.getLogger(ScheduleIsolation.class.getName());

  private int refusals;
  private boolean told;

  /** Returns how many schedules were moved on. */
  int take(Gate gate, List<ScheduleTurn> turns) throws SQLException {
    refusals = 0;
    return turns.isEmpty() ? 0 : takeSome(gate, turns);
  }

  private int takeSome(Gate gate, List<ScheduleTurn> turns) throws SQLException {
    if (refusals >= MOST_REFUSALS) {
      return 0;
    }
    try {
      gate.atSavepoint(() -> gate.schedules().take(turns));
      told = false;
      return turns.size();
    } catch (SQLException | RuntimeException e) {
      return switch (FailureKind.of(e)) {
        case REFUSED -> takeRefused(gate, turns, e);
        case STRUCTURE -> takeNone(e);
        default -> throw e;
      };
    }
  }

  /** While a table is being restored, say, no schedule is to blame, and no time is lost. */
  private int takeNone(Exception failure) {
    if (!told) {
      LOG.log(Level.WARNING, "Nothing can be created by schedules now", failure);
    }
    told = true;
    return 0;
  }

  private int takeRefused(Gate gate, List<ScheduleTurn> turns, Exception refusal)
      throws SQLException {
    if (turns.size() == 1) {
      refusals++;
      return takeRefused(gate, turns.get(0), refusal);
    }
    int half = turns.size() / 2;
    return takeSome(gate, turns.subList(0, half))
        + takeSome(gate, turns.subList(half, turns.size()));
  }

  private int takeRefused(Gate gate, ScheduleTurn turn, Exception refusal) throws SQLException {
    String why = ErrorText.line("The database refused it: " + ErrorText.message(refusal));
    try {
      gate.atSavepoint(() -> gate.schedules().take(List.of(turn.refused(why))));
      return 1;
    } catch (SQLException | RuntimeException e) {
      if (!FailureKind.of(e).isRefusal()) {
        throw e;
      }
      e.addSuppressed(refusal);
      LOG.log(Level.WARNING, "Nothing can be recorded of schedule " + turn.schedule().name(), e);
      return 0;
    }
  }
}
