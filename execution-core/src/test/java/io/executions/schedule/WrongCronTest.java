package io.executions.schedule;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongCronTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '\'',
      textBlock =
          """
          0 0 30 2 *,       never comes
          '0 0 31 2,4,6 *', never comes
          0 0 31W 6 *,      never comes
          0 0 L-30 2 *,     never comes
          60 * * * *,       'has a wrong minute: "60" is none from 0 to 59'
          * 24 * * *,       has a wrong hour
          0 0 0 * *,        has a wrong day of the month
          0 0 * 13 *,       or JAN to DEC
          0 0 * * 8,        'is none from 0 to 7 or SUN to SAT'
          0 0 * * MONDAY,   has a wrong weekday
          */0 * * * *,      'a step is from 1 to 59, not "0"'
          */90 * * * *,     a step is from 1 to 59
          */ * * * *,       has a wrong minute: a step
          1-2-3 * * * *,    has a wrong minute
          '1,,2 * * * *',   a list has an empty place
          0 22-2 * * *,     write two ranges
          -5 * * * *,       has a wrong minute
          H * * * *,        has a wrong minute
          ? * * * *,        for a day only
          '0 0 ?,1 * *',    for a day only
          0 0 * * L,        as in FRIL
          0 0 * * FRI#6,    1 to 5
          0 0 * * FRI#,     1 to 5
          0 0 * * MON-FRI#2, has a wrong weekday
          0 0 L-31 * *,     before every month
          0 0 0W * *,       has a wrong day of the month
          0 0 32W * *,      has a wrong day of the month
          * * * *,          not 4
          '',               not 0
          0 0 0 1 1 ? 2030, there is no field for the year
          @reboot,          or @hourly
          0 0 0 1 * MON,    one of them must be * or ?
          0 0 0 */2 * MON,  one of them must be * or ?
          0 0 0 ? * 2,      'write its name, such as MON'
          0 0 ? * 1-5,      'write its name, such as MON'
          0 0 ? * 6L,       'write its name, such as MON'
          0 0 0 ? * 2#1,    'write its name, such as MON'
          61 25 * * *,      'has a wrong minute: "61" is none from 0 to 59; has a wrong hour'
          """)
  void isExplained(String cron, String explanation) {
    assertThatThrownBy(() -> CronParser.parse(cron, ZoneOffset.UTC))
        .isInstanceOf(WrongCronException.class)
        .hasMessageContaining(explanation);
  }
}
