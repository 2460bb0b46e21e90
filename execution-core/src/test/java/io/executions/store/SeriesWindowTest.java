package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.SeriesFilter;
import io.executions.database.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesWindowTest {
  private static final Instant NOW = Instant.parse("2030-01-31T08:07:06.5Z");
  private static final SeriesFilter LAST_HOUR = SeriesFilter.lastHour();

  @Test
  void theLastHourBeginsAndEndsAtWholeMinutes() {
    SeriesWindow window = window(LAST_HOUR);

    assertThat(Micros.toInstant(window.from())).isEqualTo("2030-01-31T07:07:00Z");
    assertThat(Micros.toInstant(window.to())).isEqualTo("2030-01-31T08:08:00Z");
    assertThat(window.points()).isEqualTo(61);
    assertThat(window.point(Micros.of(NOW))).isEqualTo(60);
    assertThat(window.minutes()).isEqualTo(1);
  }

  @Test
  void fewRowsAreReadForLongSteps() {
    assertThat(window(LAST_HOUR.withStep(Duration.ofMinutes(15))).minutes()).isEqualTo(15);
    assertThat(window(LAST_HOUR.withStep(Duration.ofMinutes(45))).minutes()).isEqualTo(15);
    assertThat(window(LAST_HOUR.withStep(Duration.ofMinutes(20))).minutes()).isEqualTo(1);
    assertThat(window(LAST_HOUR.withStep(Duration.ofHours(1))).minutes()).isEqualTo(60);
  }

  @Test
  void stepsAreTheSameOnesWheneverSomebodyAsks() {
    SeriesFilter week =
        LAST_HOUR.between(NOW.minus(Duration.ofDays(7)), NOW).withStep(Duration.ofHours(6));

    assertThat(Micros.toInstant(window(week).from())).isEqualTo("2030-01-24T06:00:00Z");
    assertThat(Micros.toInstant(window(week).to())).isEqualTo("2030-01-31T12:00:00Z");
    assertThat(window(week).minutes()).isEqualTo(60);
  }

  @Test
  void onlyOneBoundMayBeGiven() {
    SeriesFilter until =
        new SeriesFilter(
            Optional.empty(),
            Optional.of(NOW),
            Duration.ofMinutes(5),
            Optional.empty(),
            Optional.empty());
    SeriesFilter since =
        new SeriesFilter(
            Optional.of(NOW.minusSeconds(600)),
            Optional.empty(),
            Duration.ofMinutes(5),
            Optional.empty(),
            Optional.empty());

    assertThat(window(until).points()).isEqualTo(13);
    assertThat(window(since).points()).isEqualTo(3);
  }

  @Test
  void theLastTwoDaysMayBeAskedForByMinutes() {
    SeriesFilter twoDays =
        LAST_HOUR
            .between(NOW.minus(SeriesFilter.MINUTES_KEPT), NOW)
            .withStep(Duration.ofMinutes(59));

    SeriesWindow window = window(twoDays);

    assertThat(Micros.of(NOW) - window.from()).isLessThan(OldSeries.MINUTES_KEPT);
    assertThat(faults(twoDays.between(NOW.minus(Duration.ofDays(3)), NOW)))
        .extracting(Fault::pointer)
        .containsExactly("/step");
  }

  @Test
  void moreThanTheMostPointsAreRefused() {
    Instant whole = Instant.parse("2030-01-31T08:00:00Z");
    Instant from = whole.minus(Duration.ofMinutes(SeriesFilter.MAX_POINTS));
    assertThat(window(LAST_HOUR.between(from, whole)).points()).isEqualTo(1500);
    assertThat(faults(LAST_HOUR.between(from, whole.plusMillis(1))))
        .singleElement()
        .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/step"))
        .satisfies(fault -> assertThat(fault.detail()).contains("1500"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PT0S", "PT30S", "PT1M1S", "PT60.5S", "-PT1M", "PT90M", "PT2161H", "PT61M"})
  void stepsAreWholeMinutesOrWholeHours(String step) {
    assertThat(faults(LAST_HOUR.withStep(Duration.parse(step))))
        .extracting(Fault::pointer)
        .containsExactly("/step");
  }

  @Test
  void allThatIsWrongIsNamedAtOnce() {
    SeriesFilter filter =
        new SeriesFilter(
            Optional.of(NOW),
            Optional.of(NOW),
            Duration.ofSeconds(1),
            Optional.of("No type"),
            Optional.of("No queue"));
    assertThat(faults(filter))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/from", "/step", "/type", "/queue");
    assertThat(faults(LAST_HOUR.withType("a").withQueue("b")))
        .containsExactly(new Fault("/queue", "must not be given together with type"));
    assertThat(faults(LAST_HOUR.between(Instant.MIN, Instant.MAX)))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/from", "/to");
  }

  private static SeriesWindow window(SeriesFilter filter) {
    return SeriesWindow.of(filter, Micros.of(NOW));
  }

  private static List<Fault> faults(SeriesFilter filter) {
    InvalidRequestException[] thrown = new InvalidRequestException[1];
    assertThatThrownBy(() -> window(filter))
        .isInstanceOfSatisfying(InvalidRequestException.class, e -> thrown[0] = e);
    return thrown[0].faults();
  }
}
