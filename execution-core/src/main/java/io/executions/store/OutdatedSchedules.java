package io.executions.store;

import io.executions.api.NewSchedule;
import io.executions.database.ReservedConnection;
import io.executions.database.Sql;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Schedules whose next time was reckoned by older time-zone data than this node's. One whose time
 * has come is left to its turn; what the newer data puts into the past is not caught up with. Not
 * thread-safe.
 */
final class OutdatedSchedules {
  private static final System.Logger LOG = System.getLogger(OutdatedSchedules.class.getName());

  static final String VERSIONS =
      """
      SELECT MIN(CASE WHEN next_at > {now} THEN zone_data END) AS oldest, MAX(zone_data) AS newest
        FROM execution_schedule WHERE zone_data <> '' AND next_at > 0
      """;

  static final String OLDER =
      """
      SELECT name FROM execution_schedule
       WHERE zone_data <> '' AND zone_data < ? AND next_at > ? ORDER BY name LIMIT ?
      """;

  private static final String MOVE =
      "UPDATE execution_schedule SET next_at = ?, zone_data = ? WHERE name = ?";

  /** Others wait for the gate. */
  private static final int MOST_AT_ONCE = 100;

  /** The versions of the data that next times go by; empty where there is none. */
  private record Versions(String oldest, String newest) {
    static Versions read(ResultSet row) throws SQLException {
      return new Versions(
          Objects.requireNonNullElse(row.getString("oldest"), ""),
          Objects.requireNonNullElse(row.getString("newest"), ""));
    }
  }

  private String warnedOf = "";

  /**
   * Reckons some of them anew. Where others have newer data, the log says so, once for a version.
   *
   * @return whether there was something to do, and so there may be more
   */
  boolean reckon(ReservedConnection connection, Schedules.Next times) throws SQLException {
    Versions said = connection.autoCommit(sql -> sql.first(VERSIONS, Versions::read).orElseThrow());
    String own = times.zoneData();
    if (said.newest().compareTo(own) > 0 && !said.newest().equals(warnedOf)) {
      LOG.log(
          Level.WARNING,
          "Schedules were reckoned by the time-zone data {0}, and this node has {1}: update its Java",
          said.newest(),
          own);
      warnedOf = said.newest();
    }
    boolean older = !said.oldest().isEmpty() && said.oldest().compareTo(own) < 0;
    if (older) {
      connection.inGate(
          sql -> {
            reckon(sql, times);
            return null;
          });
    }
    return older;
  }

  private static void reckon(Sql sql, Schedules.Next times) throws SQLException {
    long now = sql.number("SELECT {now}");
    List<Object[]> moved = new ArrayList<>();
    for (String name :
        sql.list(OLDER, row -> row.getString(1), times.zoneData(), now, MOST_AT_ONCE)) {
      moved.add(moved(Schedules.row(sql, name).orElseThrow(), times, now));
    }
    sql.batch(MOVE, moved);
  }

  /** One that cannot be told says so when its time comes. */
  private static Object[] moved(ScheduleRow row, Schedules.Next times, long now) {
    try {
      NewSchedule schedule = row.parsed();
      long next = times.after(schedule, row.anchorAt(), now);
      return new Object[] {next, times.zoneData(schedule), row.name()};
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "The next time of schedule {0} cannot be told: {1}",
          row.name(),
          e.toString());
      return new Object[] {row.nextAt(), times.zoneData(), row.name()};
    }
  }
}
