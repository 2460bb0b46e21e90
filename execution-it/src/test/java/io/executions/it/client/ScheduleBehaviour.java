package io.executions.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Backfill;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.Execution;
import io.executions.api.NewSchedule;
import io.executions.api.Schedule;
import io.executions.api.SchedulePage;
import io.executions.api.SchedulePreview;
import io.executions.api.ScheduleState;
import io.executions.api.Timing;
import io.executions.api.client.BackfillTrial;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps schedules, has them create, and fills the past. */
class ScheduleBehaviour extends ClientBehaviour {
  private final String name = "client-" + System.nanoTime();
  private final NewSchedule hourly =
      NewSchedule.of(name, Timing.cron("@hourly").in("Europe/Berlin"), command("greet"));

  @Test
  void keepsASchedule() {
    Schedule kept = client.putSchedule(name, hourly);
    assertThat(kept.definition()).isEqualTo(hourly.withPaused(false));
    assertThat(client.getSchedule(name)).isEqualTo(kept);
    assertThat(client.getSchedules().items()).contains(kept);
    SchedulePage page = client.getSchedules(1, null);
    assertThat(page.items()).hasSize(1);

    assertThat(client.pauseSchedule(name).state()).isEqualTo(ScheduleState.PAUSED);
    Execution triggered = client.triggerSchedule(name);
    assertThat(triggered.scheduled().orElseThrow().schedule()).isEqualTo(name);
    assertThat(client.resumeSchedule(name).state()).isEqualTo(ScheduleState.ACTIVE);

    client.deleteSchedule(name);
    assertThat(problem(() -> client.getSchedule(name)).status()).isEqualTo(404);
  }

  @Test
  void fillsThePast() {
    client.putSchedule(name, hourly.withPaused(true));
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    Backfill past = new Backfill(hour.minus(Duration.ofHours(2)), hour);

    BackfillCount count = client.countBackfill(name, new BackfillTrial(past));
    Backfilled made = client.backfillSchedule(name, past);

    assertThat(count.times())
        .containsExactly(hour.minus(Duration.ofHours(2)), hour.minus(Duration.ofHours(1)));
    assertThat(made.created()).isEqualTo(2);
    assertThat(client.backfillSchedule(name, past)).isEqualTo(new Backfilled(List.of(), 2));
    client.deleteSchedule(name);
  }

  @Test
  void showsTimesBeforeTheyAreKept() {
    Instant from = Instant.parse("2026-03-29T00:00:00Z");
    SchedulePreview preview =
        SchedulePreview.of(Timing.cron("30 2 * * *").in("Europe/Berlin")).from(from).withCount(1);
    assertThat(client.previewSchedule(preview))
        .containsExactly(Instant.parse("2026-03-29T01:00:00Z"));
  }
}
