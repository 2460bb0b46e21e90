package io.executions.store;

import io.executions.api.port.MoveFeed;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * Turns of the gate whose moves were written down so long ago that nobody may ask for them any
 * more. The last of these turns stays: it tells that the later ones are complete.
 */
final class OldEvents implements Sweepable<Long> {
  /** Each is some rows, some thousands at most. */
  private static final int MOST = 100;

  private static final String OLDEST =
      """
      SELECT turn, CASE WHEN MAX(happened_at) < {now} - ? THEN 1 ELSE 0 END
        FROM execution_event WHERE turn > ? GROUP BY turn ORDER BY turn LIMIT ?
      """;

  private static final String REMOVE = "DELETE FROM execution_event WHERE turn IN ({ids})";

  private record Turn(long turn, boolean isOld) {}

  @Override
  public Long start() {
    return Long.MIN_VALUE;
  }

  @Override
  public Rows<Long> behind(Long place, Sql sql) throws SQLException {
    List<Long> old =
        sql
            .list(
                OLDEST,
                row -> new Turn(row.getLong(1), row.getInt(2) == 1),
                MoveFeed.LISTENED_SECONDS * 1_000_000L,
                place,
                MOST + 1)
            .stream()
            .takeWhile(Turn::isOld)
            .map(Turn::turn)
            .toList();
    return new Rows<>(old.subList(0, Math.max(0, old.size() - 1)), old.size() <= MOST);
  }

  /** Nobody changes them, and one node at a time removes them. */
  @Override
  public List<Long> lock(List<Long> turns, Sql sql) {
    return turns;
  }

  @Override
  public void remove(List<Long> turns, Sql sql) throws SQLException {
    sql.updateAtOnce(Sql.withIds(REMOVE, turns), turns.toArray());
  }

  @Override
  public String name(Long turn) {
    return "the moves of turn %d of the gate".formatted(turn);
  }
}
