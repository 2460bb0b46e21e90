package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules that cannot be read, or whose tables are away. */
class EngineDamagedScheduleTest extends ScheduledEngines {
  @Test
  void aScheduleThatCannotBeReadHoldsUpNoOther() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY);
    keep(NewSchedule.of("broken", Timing.cron("@hourly").in("Europe/Berlin"), HOURLY.create()));
    database.update(
        "UPDATE execution_schedule SET definition = REPLACE(definition, 'Berlin', 'Atlantis')"
            + " WHERE name = 'broken'");
    pass(until(first));
    node.poll();
    assertThat(scheduledFor("hourly")).containsExactly(first);
    assertThat(scheduledFor("broken")).isEmpty();
    assertThat(errors("broken")).containsOnlyNulls();
    // Another node may know its zone; this one waits a while.
    pass(Duration.ofSeconds(31));
    node.poll();
    assertThat(errors("broken")).first().asString().contains("/timeZone");
    node.goesWell();
  }

  @Test
  void whatWaitsIsCreatedThoughItsZoneIsUnknownAndTheEngineRests() throws Exception {
    SteppedNode node = withOneThatWaits();
    database.update(
        "UPDATE execution_schedule SET definition = REPLACE(definition, 'Berlin', 'Atlantis')");
    hold.release();
    node.finish();
    assertThat(scheduledFor()).containsExactly(first, first.plus(HOUR));
    assertThat(number("waiting_at")).isZero();
    node.goesWell();
  }

  @Test
  void whatWaitsIsMissedWhereTheDefinitionIsDamagedAndTheEngineRests() throws Exception {
    SteppedNode node = withOneThatWaits();
    database.update("UPDATE execution_schedule SET definition = 'damaged'");
    hold.release();
    node.finish();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(number("waiting_at")).isZero();
    assertThat(number("missed")).isEqualTo(1);
    node.goesWell();
  }

  private SteppedNode withOneThatWaits() throws Exception {
    SteppedNode node = node((input, context) -> hold.obediently());
    keep(
        NewSchedule.of("hourly", HOURLY.timing().in("Europe/Berlin"), HOURLY.create())
            .withOverlap(Overlap.QUEUE));
    pass(until(first));
    node.poll();
    hold.awaitEntered(1);
    pass(HOUR);
    node.poll();
    assertThat(number("waiting_at")).isEqualTo(micros(first.plus(HOUR)));
    return node;
  }

  @Test
  void noTimeIsLostWhileATableIsMissing() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY);
    node.poll();
    database.update("ALTER TABLE execution_scheduled RENAME TO execution_scheduled_away");
    pass(until(first));
    node.poll();
    assertThat(number("next_at")).isEqualTo(micros(first));
    database.update("ALTER TABLE execution_scheduled_away RENAME TO execution_scheduled");
    node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(number("missed")).isZero();
  }

  private List<String> errors(String name) {
    return database.list(
        "SELECT last_error FROM execution_schedule WHERE name = ?", row -> row.getString(1), name);
  }
}
