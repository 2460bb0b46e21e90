package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.CatchUp;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import io.executions.api.json.ScheduleDocument;
import io.executions.database.Packet;
import io.executions.store.DueSchedule;
import io.executions.store.ScheduleTurn;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much one transaction does for schedules. */
class ScheduleBoundsTest {
  private static final long MINUTE = 60_000_000L;
  private static final long NOW = 30_000_000 * MINUTE;

  @Test
  void manySchedulesTogetherCreateABoundedNumberOfExecutions() {
    ScheduleTurns turns = turns(Packet.UNBOUNDED);
    int added = 0;
    while (added < 500 && turns.add(due("s" + added, "{}"))) {
      added++;
    }
    assertThat(added).isEqualTo(5);
    assertThat(turns.made().stream().mapToInt(turn -> turn.times().size()).sum()).isEqualTo(1000);
  }

  @Test
  void largeInputsAreBoundedInAll() {
    ScheduleTurns turns = turns(Packet.UNBOUNDED);
    String input = "x".repeat(1_000_000);
    assertThat(turns.add(due("one", input))).isTrue();
    assertThat(turns.add(due("other", input))).isFalse();
    assertThat(turns.made().get(0).times()).hasSize(8);
  }

  @Test
  void anInputThatNoLongerFitsTheDatabaseIsRefusedToItsScheduleOnly() {
    ScheduleTurns turns = turns(new Packet("max_allowed_packet", 100_000));
    turns.add(due("large", "x".repeat(200_000)));
    turns.add(due("small", "x"));
    assertThat(turns.made().get(0).times()).isEmpty();
    assertThat(turns.made().get(0).error()).contains("max_allowed_packet");
    assertThat(turns.made().get(0).missed()).isPositive();
    assertThat(turns.made().get(1).times()).isNotEmpty();
  }

  @Test
  void theOneThatTheDatabaseDoesNotBearIsFoundByHalvesAndMovedOnWithoutCreating() {
    ScheduleBatch batch = new ScheduleBatch();
    ScheduleTurns made = turns(Packet.UNBOUNDED);
    made.add(due("bad", "{}"));
    made.add(due("good", "{}"));
    ScheduleTurn bad = made.made().get(0);
    SQLException cut = new SQLException("the connection was lost", "08S01");
    batch.brokenOff(made.made(), cut);
    assertThat(batch.most()).isEqualTo(1);
    for (int i = 0; i < ScheduleBatch.PATIENCE; i++) {
      assertThat(batch.unlessHopeless(bad)).isSameAs(bad);
      batch.brokenOff(List.of(bad), cut);
    }
    assertThat(batch.unlessHopeless(bad).times()).isEmpty();
    assertThat(batch.unlessHopeless(bad).error()).contains("the connection was lost");
    batch.passed();
    assertThat(batch.most()).isEqualTo(2);
    assertThat(batch.unlessHopeless(bad)).isSameAs(bad);
  }

  private static ScheduleTurns turns(Packet packet) {
    return new ScheduleTurns(NOW, packet, most -> 0, true, "2025b");
  }

  /** Returns one that comes each minute, and has not come for ten hours. */
  private static DueSchedule due(String name, String input) {
    NewSchedule schedule =
        NewSchedule.of(name, Timing.cron("* * * * *"), NewExecution.of("work", input))
            .withOverlap(Overlap.ALLOW)
            .withCatchUp(CatchUp.ALL, Duration.ofHours(24));
    String definition = ScheduleDocument.writeKept(schedule).toString();
    return new DueSchedule(
        name,
        definition.length(),
        definition,
        0,
        NOW - 600 * MINUTE,
        0,
        0,
        0,
        0,
        0,
        "",
        "2025b",
        false);
  }
}
