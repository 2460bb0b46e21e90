package io.executions.engine;

import io.executions.api.AttemptOutcome;
import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.store.ClaimRank;
import io.executions.store.Move;
import io.executions.store.RunningRow;
import io.executions.store.Settlement;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/**
 * Tells the log what became of executions that did not go as they should: one line for each failed
 * attempt, cancel and retry. The line holds what everybody may read of the execution, and never an
 * input or output. Called after the commit. There may be thousands of lines in a second, so none is
 * formatted by a pattern, and none is made that the log does not want.
 */
public final class MoveLog {
  private static final System.Logger LOG = System.getLogger(MoveLog.class.getName());

  private MoveLog() {}

  /** Tells which executions have failed for good. */
  static void moved(List<Move> moves) {
    if (LOG.isLoggable(Level.INFO)) {
      for (Move move : moves) {
        if (move.to() == ExecutionStatus.FAILED) {
          String why = move.why().orElse("");
          tell(move.id(), move.type(), move.attempt(), "failed for good: " + why);
        }
      }
    }
  }

  /** Tells which executions are tried again. */
  static void givenBack(List<Settlement> settlements) {
    if (!LOG.isLoggable(Level.INFO)) {
      return;
    }
    for (Settlement settlement : settlements) {
      if (settlement.rank() == ClaimRank.WAITING
          && settlement.outcome() != AttemptOutcome.SNOOZED) {
        RunningRow row = settlement.row();
        String again = "failed, and is tried again in " + text(settlement.delay()) + ": ";
        tell(row.id(), row.type(), row.attempt(), again + settlement.errorMessage());
      }
    }
    tellInterrupted(settlements);
  }

  /** Tells that a person cancelled an execution, or asked for it while it is running. */
  public static void cancelled(Execution execution, String by) {
    tell(
        execution,
        execution.status() == ExecutionStatus.RUNNING
            ? by + " asked to cancel it while it was running"
            : "cancelled by " + by + " before it ran");
  }

  /** Tells that a person had an execution tried again. */
  public static void retried(Execution execution, String by) {
    tell(execution, "tried again, because " + by + " asked for it");
  }

  /** Tells that a person changed an execution. */
  public static void changed(Execution execution, String by) {
    tell(
        execution,
        "changed by "
            + by
            + ": due at "
            + execution.runAt()
            + ", priority "
            + execution.priority()
            + ", maxAttempts "
            + execution.maxAttempts()
            + ", timeoutMs "
            + execution.timeout().map(bound -> Long.toString(bound.toMillis())).orElse("none"));
  }

  /** Tells that a person removed an execution. */
  public static void deleted(long id, String by) {
    LOG.log(Level.INFO, "Execution " + id + ": removed by " + by);
  }

  private static void tellInterrupted(List<Settlement> settlements) {
    List<Long> interrupted =
        settlements.stream()
            .filter(settlement -> settlement.outcome() == AttemptOutcome.INTERRUPTED)
            .filter(settlement -> settlement.rank() == ClaimRank.RECOVERED)
            .map(settlement -> settlement.row().id())
            .toList();
    if (!interrupted.isEmpty()) {
      LOG.log(Level.INFO, "Interrupted, and due again ahead of others: " + interrupted);
    }
  }

  private static void tell(Execution execution, String what) {
    tell(execution.id(), execution.type(), execution.attempt(), what);
  }

  private static void tell(long id, String type, int attempt, String what) {
    LOG.log(Level.INFO, "Execution " + id + " (" + type + "), attempt " + attempt + ": " + what);
  }

  private static String text(Duration delay) {
    return delay.toMillis() + " ms";
  }
}
