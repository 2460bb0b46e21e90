package io.executions.engine;

import io.executions.store.ScheduleTurn;
import java.util.List;

/**
 * How many schedules one transaction serves: half as many each time that the database breaks off at
 * them, and twice as many each time that it does not. A schedule that it breaks off at again and
 * again, when there is no other, is moved on without creating. Belongs to the engine's thread.
 */
final class ScheduleBatch {
  /** Others wait for the gate. */
  static final int MOST = 500;

  /** An outage can break off, too, and then the schedule is not to blame. */
  static final int PATIENCE = 3;

  private int most = MOST;
  private String alone = "";
  private int brokenOff;
  private String failure = "";

  int most() {
    return most;
  }

  /** Takes note that the database broke off at those. */
  void brokenOff(List<ScheduleTurn> turns, Exception e) {
    most = Math.max(1, turns.size() / 2);
    String name = turns.size() == 1 ? turns.get(0).schedule().name() : "";
    brokenOff = name.equals(alone) ? brokenOff + 1 : 1;
    alone = name;
    failure = ErrorText.line("The database breaks off at it: " + ErrorText.withRoot(e));
  }

  /** Takes note that it did not. */
  void passed() {
    most = Math.min(MOST, 2 * most);
    alone = "";
    brokenOff = 0;
  }

  /** Returns the turn, without executions if the database does not bear it. */
  ScheduleTurn unlessHopeless(ScheduleTurn turn) {
    boolean hopeless = turn.schedule().name().equals(alone) && brokenOff >= PATIENCE;
    return hopeless ? turn.refused(failure) : turn;
  }
}
