package io.executions.engine;

import io.executions.store.ClaimedExecution;
import io.executions.store.Due;
import io.executions.store.PendingQuery;
import io.executions.store.QueueTurns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first ones to be claimed. More are read than are claimed now, so that the next transactions
 * need not ask; whether one may still be claimed shows when its row is locked. What was read counts
 * for as long as a look does.
 */
final class FirstDue {
  static final int AHEAD = 64;

  /** Where these are claimed sooner than a look grows old, it reads more at once: up to so many. */
  private static final int MOST_AHEAD = 256;

  private final QueueTurns turns;
  private final List<Due> read = new ArrayList<>();
  private List<String> types = List.of();
  private int ahead = AHEAD;

  /** How many were asked for when it was read last. */
  private int asked;

  FirstDue(QueueTurns turns) {
    this.turns = turns;
  }

  /** Returns the first ones of these types: as they were read before, where these are enough. */
  List<Due> first(int most, List<String> ofTypes, Set<Long> passedOver, PendingQuery pending)
      throws SQLException {
    if (most < 1) {
      return List.of();
    }
    if (ofTypes.equals(types)) {
      read.removeIf(due -> passedOver.contains(due.id()));
    } else {
      forget();
    }
    List<Due> first = pending.fitting(read, most);
    if (first.size() < most) {
      read.clear();
      types = ofTypes;
      asked = Math.max(most, ahead);
      read.addAll(pending.dueAndMore(most, asked, ofTypes, turns, passedOver));
      ahead = Math.min(2 * ahead, MOST_AHEAD);
      first = pending.fitting(read, most);
    }
    return first;
  }

  /** Takes note that these are claimed. */
  void claimed(List<ClaimedExecution> claimed) {
    Set<Long> ids = claimed.stream().map(ClaimedExecution::id).collect(Collectors.toSet());
    read.removeIf(due -> ids.contains(due.id()));
    turns.claimed(claimed);
  }

  /** Has it read anew when it is needed next, and less if most of it was not needed. */
  void forget() {
    if (2 * read.size() > asked) {
      ahead = Math.max(AHEAD, asked / 2);
    }
    read.clear();
  }
}
