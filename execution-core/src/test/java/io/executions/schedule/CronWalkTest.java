package io.executions.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found is what somebody finds who looks at every minute, one after the other. */
class CronWalkTest {
  private static final int EXPRESSIONS = 25;
  private static final int DAYS = 9;
  private static final List<String> MINUTES = List.of("0", "30", "*/20", "15-45/15", "7,59");
  private static final List<String> HOURS = List.of("*", "0-23", "2", "1-3", "0,23", "*/2");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin 2026-03-25T00:00:00Z",
        "Europe/Berlin 2026-10-20T00:00:00Z",
        "America/New_York 2026-03-04T00:00:00Z",
        "America/New_York 2026-10-28T00:00:00Z",
        "Australia/Lord_Howe 2026-04-01T00:00:00Z",
        "Australia/Lord_Howe 2026-09-29T00:00:00Z",
        "America/Sao_Paulo 2018-02-13T00:00:00Z",
        "America/Sao_Paulo 2018-10-31T00:00:00Z",
        "Africa/Casablanca 2026-02-11T00:00:00Z",
        "Africa/Casablanca 2026-03-18T00:00:00Z",
        "Pacific/Apia 2011-12-26T00:00:00Z",
        "UTC 2026-12-27T00:00:00Z"
      })
  void findsWhatAWalkFinds(String place) {
    String[] parts = place.split(" ");
    ZoneRules rules = ZoneId.of(parts[0]).getRules();
    Instant from = Instant.parse(parts[1]);
    Instant to = from.plus(DAYS, ChronoUnit.DAYS);
    Random random = new Random(7);
    for (int i = 0; i < EXPRESSIONS; i++) {
      String minutes = MINUTES.get(random.nextInt(MINUTES.size()));
      String hours = HOURS.get(random.nextInt(HOURS.size()));
      Cron cron = CronParser.parse(minutes + " " + hours + " * * *", ZoneId.of(parts[0]));
      boolean everyHour = hours.equals("*") || hours.equals("0-23");
      TreeSet<Instant> expected =
          everyHour
              ? byInstants(minutes, rules, from, to)
              : byClock(minutes, hours, rules, from, to);
      assertThat(cron.from(from, expected.size()))
          .as("%s %s", minutes, hours)
          .containsExactlyElementsOf(expected);
      assertThat(cron.after(expected.last()))
          .hasValueSatisfying(t -> assertThat(t).isAfter(to.minusSeconds(1)));
    }
  }

  private static TreeSet<Instant> byInstants(
      String minutes, ZoneRules rules, Instant from, Instant to) {
    TreeSet<Instant> times = new TreeSet<>();
    for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
      if (values(minutes, 60)
          .contains(LocalDateTime.ofInstant(at, rules.getOffset(at)).getMinute())) {
        times.add(at);
      }
    }
    return times;
  }

  private static TreeSet<Instant> byClock(
      String minutes, String hours, ZoneRules rules, Instant from, Instant to) {
    TreeSet<Instant> times = new TreeSet<>();
    LocalDateTime first = LocalDateTime.ofInstant(from, ZoneOffset.UTC).minusDays(2);
    for (LocalDateTime at = first; at.isBefore(first.plusDays(DAYS + 4)); at = at.plusMinutes(1)) {
      if (values(minutes, 60).contains(at.getMinute())
          && values(hours, 24).contains(at.getHour())) {
        List<ZoneOffset> offsets = rules.getValidOffsets(at);
        Instant time =
            offsets.isEmpty() ? rules.getTransition(at).getInstant() : at.toInstant(offsets.get(0));
        if (!time.isBefore(from) && time.isBefore(to)) {
          times.add(time);
        }
      }
    }
    return times;
  }

  /** Read in another way than the one that is tried. */
  private static List<Integer> values(String text, int size) {
    return switch (text) {
      case "*/20" -> List.of(0, 20, 40);
      case "15-45/15" -> List.of(15, 30, 45);
      case "7,59" -> List.of(7, 59);
      case "1-3" -> List.of(1, 2, 3);
      case "0,23" -> List.of(0, 23);
      case "*/2" ->
          java.util.stream.IntStream.range(0, size).filter(v -> v % 2 == 0).boxed().toList();
      default -> List.of(Integer.parseInt(text));
    };
  }
}
