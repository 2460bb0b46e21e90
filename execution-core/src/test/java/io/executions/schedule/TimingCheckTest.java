package io.executions.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingCheckTest {
  private static final Instant SAVED = Instant.parse("2026-03-28T12:00:00.000001Z");

  @Test
  void anIntervalCountsFromWhenItWasSavedAndKnowsNoZone() {
    assertThat(read(Timing.every(Duration.ofHours(24)).in("Europe/Berlin")).from(SAVED, 2))
        .containsExactly(
            SAVED.plus(Duration.ofDays(1)), Instant.parse("2026-03-30T12:00:00.000001Z"));
  }

  @Test
  void anIntervalBeginsWhenItIsToldTo() {
    Instant start = Instant.parse("2026-03-01T00:00:00Z");
    Recurrence hours = read(Timing.every(Duration.ofHours(7)).startingAt(start));
    assertThat(hours.from(Instant.EPOCH, 2)).containsExactly(start, start.plusSeconds(7 * 3600));
    assertThat(hours.after(start)).contains(start.plusSeconds(7 * 3600));
    assertThat(hours.after(SAVED)).contains(Instant.parse("2026-03-28T17:00:00Z"));
  }

  @Test
  void nothingComesAfterTheYear9999() {
    Instant last = Instant.parse("9999-12-31T23:59:59Z");
    assertThat(read(Timing.every(Timing.SHORTEST).startingAt(last)).after(last)).isEmpty();
    assertThat(read(Timing.cron("@yearly")).after(last)).isEmpty();
    assertThat(read(Timing.cron("@hourly").in("America/New_York")).from(last, 9)).isEmpty();
    assertThat(read(Timing.cron("* * * * * *")).from(last, 9)).containsExactly(last);
  }

  @Test
  void namesEachFaultAtItsField() {
    Timing wrong = new Timing(Optional.of("x"), Optional.empty(), "Mars/Olympus", Optional.empty());
    assertThat(faults(wrong)).extracting(Fault::pointer).containsExactly("/timeZone", "/cron");
    assertThat(faults(Timing.cron("@daily".repeat(40)))).hasSize(1);
    Timing nothing = new Timing(Optional.empty(), Optional.empty(), "UTC", Optional.empty());
    assertThat(faults(nothing)).containsExactly(new Fault("/cron", "or every is required"));
    Timing both =
        new Timing(
            Optional.of("@daily"), Optional.of(Duration.ofHours(1)), "UTC", Optional.empty());
    assertThat(faults(both)).containsExactly(new Fault("/every", "must not stand beside cron"));
    for (Duration length :
        List.of(
            Duration.ofMillis(999),
            Duration.ofDays(366).plusMillis(1),
            Duration.ofSeconds(-1),
            Duration.ofSeconds(1, 1))) {
      assertThat(faults(Timing.every(length)))
          .containsExactly(new Fault("/every", Timing.EVERY_RULE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+01:00", "Z", "GMT+1", "utc", "", "Europe/berlin", "CEST"})
  void takesTheNamesOfTheIanaDatabaseOnly(String zone) {
    assertThat(faults(Timing.cron("@daily").in(zone)))
        .extracting(Fault::pointer)
        .containsExactly("/timeZone");
  }

  @Test
  void tellsHowAZoneIsWritten() {
    assertThat(TimeZones.fault("Europe/berlin")).isEqualTo("must be written Europe/Berlin");
    assertThat(TimeZones.version()).matches("20[0-9]{2}[a-z]");
  }

  private static Recurrence read(Timing timing) {
    Faults faults = new Faults();
    Optional<Recurrence> recurrence = TimingCheck.read(timing, SAVED, faults);
    faults.refuse();
    return recurrence.orElseThrow();
  }

  private static List<Fault> faults(Timing timing) {
    Faults faults = new Faults();
    assertThat(TimingCheck.read(timing, SAVED, faults)).isEmpty();
    return faults.all();
  }
}
