package io.executions.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2030-01-31T08:00:00Z",
        "2030-01-31t08:00:00z",
        "2030-01-31T08:00:00.000+00:00",
        "2030-01-31T08:00:00.000000000000000000000000Z",
        "2030-01-31T08:00:00-00:00",
        "2030-01-31T10:00:00+02:00",
        "2030-01-30T23:30:00-08:30",
        "2030-02-01T07:59:00+23:59",
        "2030-01-30T08:01:00-23:59"
      })
  void readsAnyOffset(String text) {
    assertThat(Timestamps.parse(text)).contains(Instant.parse("2030-01-31T08:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2030-01-31",
        "2030-01-31T08:00:00",
        "2030-02-30T08:00:00Z",
        "2030-01-31T24:00:00Z",
        "2030-06-30T22:59:60Z",
        "9999-12-31T23:59:60Z",
        "2030-01-31T08:00:00+24:00",
        "2030-01-31T08:00:00+23:60",
        "2030-01-31T08:00:00+02",
        "2030-01-31T08:00:00+0200",
        "2030-01-31T08:00:00+02:00:00",
        "2030-01-31T08:00Z",
        "2030-01-31T08Z",
        "2030-01-31T08:00:00.Z",
        "2030-01-31T08:00:00,5Z",
        "2030-01-31 08:00:00Z",
        "2030-02-29T08:00:00Z",
        "2030-1-31T08:00:00Z",
        "2030-01-31T08:00:61Z",
        "\u0662\u0660\u0663\u0660-01-31T08:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "2030-01-31T08:00:00Z[UTC]",
        "2030-01-31T08:00:00Z ",
        "1969-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "-2030-01-31T08:00:00Z"
      })
  void refusesAllElse(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }

  @Test
  void readsTheFirstAndTheLastTimeAndMoreDigitsThanItKeeps() {
    assertThat(Timestamps.parse("1970-01-01T00:00:00Z")).contains(Instant.EPOCH);
    assertThat(Timestamps.parse("9999-12-31T23:59:59.9999999Z"))
        .contains(Instant.parse("9999-12-31T23:59:59.9999999Z"));
    assertThat(Timestamps.parse("9999-12-31T23:59:59." + "9".repeat(100_000) + "Z"))
        .contains(Instant.parse("9999-12-31T23:59:59.999999999Z"));
    assertThat(Timestamps.parse("2030-01-31T08:00:00.5Z"))
        .contains(Instant.parse("2030-01-31T08:00:00.500Z"));
  }

  @Test
  void readsALeapSecondWhereThereCanBeOne() {
    Instant next = Instant.parse("2017-01-01T00:00:00Z");
    assertThat(Timestamps.parse("2016-12-31T23:59:60Z")).contains(next);
    assertThat(Timestamps.parse("2016-12-31T15:59:60.9-08:00")).contains(next);
    assertThat(Timestamps.parse("2016-12-31T23:58:60Z")).isEmpty();
    assertThat(Timestamps.parse("2016-12-30T23:59:60Z")).isEmpty();
  }

  @Test
  void writesUtc() {
    assertThat(Timestamps.write(Instant.parse("2030-01-31T08:00:00.5Z")))
        .isEqualTo("2030-01-31T08:00:00.500Z");
  }
}
