package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Timing;
import io.executions.database.Micros;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Next times that another version of the time zones has told. */
class OutdatedScheduleTest extends StoreContract {
  private static final NewSchedule NIGHTLY =
      NewSchedule.of("nightly", Timing.cron("0 2 * * *"), NewExecution.of("work"));
  private static final NewSchedule CHANGED = NIGHTLY.withDescription("changed");

  private final Schedules.Next zones2025 =
      new Schedules.Next() {
        @Override
        public long after(NewSchedule schedule, long anchor, long now) {
          return next;
        }

        @Override
        public String zoneData() {
          return "2025b";
        }
      };
  private long next = 7_000_000;

  @Test
  void whatOlderTimeZonesSaidIsReckonedAnew() throws SQLException {
    TestNode node = node("a");
    long soon = store.now() + Micros.DAY;
    next = soon;
    for (String name : List.of("old", "new", "due", "plain")) {
      put(NewSchedule.of(name, NIGHTLY.timing(), NIGHTLY.create()));
    }
    zones("old", "2024a", soon);
    zones("new", "2099a", soon);
    zones("due", "2024a", 1);
    next = soon + 1;
    assertThat(node.engine().reckonOutdated(zones2025)).isTrue();
    assertThat(node.engine().reckonOutdated(zones2025)).isFalse();
    assertThat(nextAt("old")).isEqualTo(soon + 1);
    assertThat(nextAt("new")).isEqualTo(soon);
    assertThat(nextAt("due")).isEqualTo(1);
    assertThat(nextAt("plain")).isEqualTo(soon);
    assertThat(store.number("SELECT COUNT(*) FROM execution_schedule WHERE zone_data = '2025b'"))
        .isEqualTo(1);
  }

  @Test
  void olderTimeZonesLeaveAloneWhatNewerOnesSaid() throws SQLException {
    long soon = store.now() + Micros.DAY;
    next = soon;
    put(NIGHTLY);
    zones("nightly", "2099a", soon);
    next = soon - 1;
    store.schedules.put(NIGHTLY, zones2025);
    assertThat(nextAt("nightly")).isEqualTo(soon);
    store.schedules.put(CHANGED, zones2025);
    store.schedules.pause("nightly", true, zones2025);
    store.schedules.pause("nightly", false, zones2025);
    assertThat(nextAt("nightly")).isEqualTo(soon);
    assertThat(zoneData("nightly")).isEqualTo("2099a");
    // Of other times they said nothing.
    store.schedules.put(
        NewSchedule.of("nightly", Timing.cron("0 3 * * *"), NIGHTLY.create()), zones2025);
    assertThat(nextAt("nightly")).isEqualTo(soon - 1);
    assertThat(zoneData("nightly")).isEqualTo("2025b");
    // That time has passed in a pause.
    zones("nightly", "2099a", 1);
    store.schedules.pause("nightly", true, zones2025);
    store.schedules.pause("nightly", false, zones2025);
    assertThat(nextAt("nightly")).isEqualTo(soon - 1);
  }

  private String zoneData(String name) throws SQLException {
    return store
        .sql(
            sql ->
                sql.first(
                    "SELECT zone_data FROM execution_schedule WHERE name = ?",
                    row -> row.getString(1),
                    name))
        .orElseThrow();
  }

  private void zones(String name, String version, long nextAt) throws SQLException {
    store.update(
        "UPDATE execution_schedule SET zone_data = ?, next_at = ? WHERE name = ?",
        version,
        nextAt,
        name);
  }

  private long nextAt(String name) throws SQLException {
    return store.number("SELECT next_at FROM execution_schedule WHERE name = ?", name);
  }

  private void put(NewSchedule schedule) {
    store.schedules.put(schedule, (any, anchor, now) -> next);
  }
}
