package io.executions.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;

/**
 * A due execution among those of several queues.
 *
 * @param turnKey among which of its queue it takes turns
 * @param turn how many of its queue, rank and priority take their turns before it; 0 for all where
 *     keys take none
 * @param round how many of its queue, rank and priority are ahead of it
 */
record Candidate(
    Due due, int holder, int priority, String turnKey, long runAt, int turn, int round) {
  static final String COLUMNS = "id, type, queue, input_bytes, holder, priority, turn_key, run_at";

  static final Comparator<Candidate> BY_LEVEL =
      Comparator.comparingInt(Candidate::holder)
          .thenComparing(Comparator.comparingInt(Candidate::priority).reversed());

  static final Comparator<Candidate> BY_DUE_TIME =
      Comparator.comparingLong(Candidate::runAt).thenComparingLong(candidate -> candidate.due.id());

  /** The order of those of one queue. */
  static final Comparator<Candidate> OF_QUEUE =
      BY_LEVEL.thenComparingInt(Candidate::turn).thenComparing(BY_DUE_TIME);

  static Candidate read(ResultSet row) throws SQLException {
    return new Candidate(
        new Due(
            row.getLong("id"),
            row.getString("type"),
            row.getString("queue"),
            row.getLong("input_bytes")),
        row.getInt("holder"),
        row.getInt("priority"),
        row.getString("turn_key"),
        row.getLong("run_at"),
        0,
        0);
  }

  Candidate inTurn(int place) {
    return new Candidate(due, holder, priority, turnKey, runAt, place, round);
  }

  Candidate inRound(int place) {
    return new Candidate(due, holder, priority, turnKey, runAt, turn, place);
  }

  /** MariaDB finds a damaged name with blanks at its end by the name without. */
  Line line() {
    return new Line(holder, due.type().stripTrailing(), due.queue().stripTrailing());
  }
}
