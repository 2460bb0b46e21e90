package io.executions.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days an expression means. 2026 begins on a Thursday. */
class CronDaysTest {
  @ParameterizedTest(name = "{0} from {1}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          0 0 L * *,           2027-12-31, 2027-12-31 2028-01-31 2028-02-29 2028-03-31
          0 0 L-2 2 *,         2027-01-01, 2027-02-26 2028-02-27
          0 0 LW * *,          2026-01-01, 2026-01-30 2026-02-27 2026-03-31 2026-04-30 2026-05-29
          0 0 15W * *,         2026-08-01, 2026-08-14 2026-09-15 2026-10-15 2026-11-16
          0 0 1w * *,          2026-07-30, 2026-08-03 2026-09-01
          0 0 31W * *,         2026-04-01, 2026-05-29 2026-07-31
          "0 0 1,L * *",       2026-02-01, 2026-02-01 2026-02-28 2026-03-01
          0 0 * * 5#3,         2026-01-01, 2026-01-16 2026-02-20
          0 0 * * MON#5,       2026-01-01, 2026-03-30 2026-06-29
          0 0 * * 5L,          2026-01-01, 2026-01-30 2026-02-27
          0 0 * * friL,        2026-01-01, 2026-01-30
          0 0 * * 7L,          2026-01-01, 2026-01-25
          "0 0 * * MON,FRI#1", 2026-01-01, 2026-01-02 2026-01-05 2026-01-12
          0 0 * * 0,           2026-01-01, 2026-01-04 2026-01-11
          0 0 * * 7,           2026-01-01, 2026-01-04 2026-01-11
          0 0 * * 5-7,         2026-01-01, 2026-01-02 2026-01-03 2026-01-04 2026-01-09
          0 0 * * FRI-MON,     2026-01-01, 2026-01-02 2026-01-03 2026-01-04 2026-01-05 2026-01-09
          0 0 * * SAT-SUN,     2026-01-01, 2026-01-03 2026-01-04 2026-01-10
          0 0 * * SUN-TUE,     2026-01-01, 2026-01-04 2026-01-05 2026-01-06 2026-01-11
          0 0 * * 7-2,         2026-01-01, 2026-01-04 2026-01-05 2026-01-06 2026-01-11
          0 0 * * 1-5/2,       2026-01-01, 2026-01-02 2026-01-05 2026-01-07
          0 0 13 * 5,          2026-01-01, 2026-01-02 2026-01-09 2026-01-13 2026-01-16
          0 0 */10 * MON,      2026-01-01, 2026-05-11 2026-06-01 2026-08-31
          0 0 1-7 * ?,         2026-01-06, 2026-01-06 2026-01-07 2026-02-01
          0 0 ? * WED,         2026-01-01, 2026-01-07
          0 0 */2 * *,         2026-01-30, 2026-01-31 2026-02-01 2026-02-03
          "0 0 1,15 JAN,jul *", 2026-01-02, 2026-01-15 2026-07-01 2026-07-15
          0 0 1 */3 *,         2026-01-02, 2026-04-01 2026-07-01
          0 0 31 * *,          2026-02-01, 2026-03-31 2026-05-31
          0 0 0 ? * MON-FRI,   2026-01-01, 2026-01-01 2026-01-02 2026-01-05
          0 0 0 1 * ?,         2026-01-01, 2026-01-01 2026-02-01
          0 0 0 * * 1,         2026-01-01, 2026-01-05
          @yearly,             2026-01-02, 2027-01-01 2028-01-01
          @Monthly,            2026-01-02, 2026-02-01
          @weekly,             2026-01-01, 2026-01-04
          @daily,              2026-02-28, 2026-02-28 2026-03-01
          """)
  void meansTheseDays(String cron, String from, String days) {
    List<Instant> expected = Stream.of(days.split(" ")).map(CronDaysTest::midnight).toList();
    assertThat(CronParser.parse(cron, ZoneOffset.UTC).from(midnight(from), expected.size()))
        .containsExactlyElementsOf(expected);
  }

  private static Instant midnight(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          */10 * * * * *,       23:59:45, 23:59:50 00:00:00 00:00:10
          30 59 23 * * *,       23:59:30, 23:59:30 23:59:30
          5/15 * * * *,         23:40:00, 23:50:00 00:05:00 00:20:00
          "0,30 8-9 * * *",     08:00:01, 08:30:00 09:00:00 09:30:00 08:00:00
          0 9-17/4 * * *,       00:00:00, 09:00:00 13:00:00 17:00:00 09:00:00
          "10 8,20-21 * * *",   00:00:00, 08:10:00 20:10:00 21:10:00
          @hourly,              22:30:00, 23:00:00 00:00:00
          " 0\t12  * * * ",     00:00:00, 12:00:00
          """)
  void meansTheseTimesOfDay(String cron, String from, String times) {
    List<String> expected = List.of(times.split(" "));
    Instant start = Instant.parse("2026-12-31T" + from + "Z");
    assertThat(CronParser.parse(cron, ZoneOffset.UTC).from(start, expected.size()))
        .extracting(time -> time.toString().substring(11, 19))
        .containsExactlyElementsOf(expected);
  }
}
