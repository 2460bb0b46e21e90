package io.executions.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/schedules.md: what clocks that jump make of a time. */
class ZoneTimesTest {
  @ParameterizedTest(name = "{0} in {1}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          30 2 * * *,    Europe/Berlin,       2026-03-28T10:00Z, 2026-03-29T03:00+02:00 2026-03-30T02:30+02:00
          */15 2 * * *,  Europe/Berlin,       2026-03-28T10:00Z, 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00
          "0 2,3 * * *", Europe/Berlin,       2026-03-28T10:00Z, 2026-03-29T03:00+02:00 2026-03-30T02:00+02:00
          0 3 * * *,     Europe/Berlin,       2026-03-28T10:00Z, 2026-03-29T03:00+02:00 2026-03-30T03:00+02:00
          */30 * * * *,  Europe/Berlin,       2026-03-29T00:20Z, 2026-03-29T01:30+01:00 2026-03-29T03:00+02:00 2026-03-29T03:30+02:00
          15 * * * *,    Europe/Berlin,       2026-03-29T00:10Z, 2026-03-29T01:15+01:00 2026-03-29T03:15+02:00
          30 2 * * *,    Europe/Berlin,       2026-10-24T10:00Z, 2026-10-25T02:30+02:00 2026-10-26T02:30+01:00
          */30 2 * * *,  Europe/Berlin,       2026-10-24T10:00Z, 2026-10-25T02:00+02:00 2026-10-25T02:30+02:00 2026-10-26T02:00+01:00
          30 * * * *,    Europe/Berlin,       2026-10-24T23:40Z, 2026-10-25T02:30+02:00 2026-10-25T02:30+01:00 2026-10-25T03:30+01:00
          30 */1 * * *,  Europe/Berlin,       2026-10-24T23:40Z, 2026-10-25T02:30+02:00 2026-10-25T02:30+01:00 2026-10-25T03:30+01:00
          30 0-23 * * *, Europe/Berlin,       2026-10-24T23:40Z, 2026-10-25T02:30+02:00 2026-10-25T02:30+01:00 2026-10-25T03:30+01:00
          30 1-3 * * *,  Europe/Berlin,       2026-10-24T23:40Z, 2026-10-25T02:30+02:00 2026-10-25T03:30+01:00
          30 2 * * *,    Europe/Berlin,       2026-10-25T01:10Z, 2026-10-26T02:30+01:00
          0 30 2 * * ?,  Europe/Berlin,       2026-10-25T01:30Z, 2026-10-26T02:30+01:00
          30 2 * * *,    America/New_York,    2026-03-07T10:00Z, 2026-03-08T03:00-04:00 2026-03-09T02:30-04:00
          30 1 * * *,    America/New_York,    2026-10-31T10:00Z, 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00
          0 * * * *,     America/New_York,    2026-11-01T04:30Z, 2026-11-01T01:00-04:00 2026-11-01T01:00-05:00 2026-11-01T02:00-05:00
          15 2 * * *,    Australia/Lord_Howe, 2026-10-03T00:00Z, 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00
          45 2 * * *,    Australia/Lord_Howe, 2026-10-03T00:00Z, 2026-10-04T02:45+11:00
          0 * * * *,     Australia/Lord_Howe, 2026-10-03T14:00Z, 2026-10-04T01:00+10:30 2026-10-04T03:00+11:00
          45 1 * * *,    Australia/Lord_Howe, 2026-04-04T00:00Z, 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30
          */15 * * * *,  Australia/Lord_Howe, 2026-04-04T14:40Z, 2026-04-05T01:45+11:00 2026-04-05T01:30+10:30 2026-04-05T01:45+10:30 2026-04-05T02:00+10:30
          0 0 * * *,     America/Sao_Paulo,   2018-11-03T10:00Z, 2018-11-04T01:00-02:00 2018-11-05T00:00-02:00
          30 23 * * *,   America/Sao_Paulo,   2018-02-17T10:00Z, 2018-02-17T23:30-02:00 2018-02-18T23:30-03:00
          30 23 * * *,   America/Sao_Paulo,   2026-02-14T10:00Z, 2026-02-14T23:30-03:00 2026-02-15T23:30-03:00
          30 2 * * *,    Africa/Casablanca,   2026-02-14T10:00Z, 2026-02-15T02:30+01:00 2026-02-16T02:30Z
          30 2 * * *,    Africa/Casablanca,   2026-03-21T10:00Z, 2026-03-22T03:00+01:00 2026-03-23T02:30+01:00
          0 12 * * *,    Pacific/Apia,        2011-12-28T23:00Z, 2011-12-29T12:00-10:00 2011-12-31T00:00+14:00 2011-12-31T12:00+14:00
          59 23 31 12 *, UTC,                 2026-12-31T23:59Z, 2026-12-31T23:59Z 2027-12-31T23:59Z
          0 0 1 1 *,     Europe/Berlin,       2026-12-31T23:00Z, 2027-01-01T00:00+01:00 2028-01-01T00:00+01:00
          30 2 29 2 *,   UTC,                 2026-01-01T00:00Z, 2028-02-29T02:30Z 2032-02-29T02:30Z
          30 2 29 2 *,   UTC,                 2096-03-01T00:00Z, 2104-02-29T02:30Z
          0 * 29 2 *,    Europe/Berlin,       2026-01-01T00:00Z, 2028-02-29T00:00+01:00 2028-02-29T01:00+01:00
          """)
  void comesThen(String cron, String zone, String from, String times) {
    List<Instant> expected =
        Stream.of(times.split(" "))
            .map(OffsetDateTime::parse)
            .map(OffsetDateTime::toInstant)
            .toList();
    Instant start = OffsetDateTime.parse(from).toInstant();
    assertThat(CronParser.parse(cron, ZoneId.of(zone)).from(start, expected.size()))
        .containsExactlyElementsOf(expected);
  }
}
