package io.executions.web.json;

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
        "2030-01-31T08:00Z",
        "2030-01-31T08:00:00.000+00:00",
        "2030-01-31T10:00:00+02:00",
        "2030-01-31T10:00:00+0200",
        "2030-01-31T10:00:00+02",
        "2030-01-30T23:30:00-08:30"
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
        "2030-06-30T23:59:60Z",
        "2030-01-31T08:00:00+19:00",
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
  void writesUtc() {
    assertThat(Timestamps.write(Instant.parse("2030-01-31T08:00:00.5Z")))
        .isEqualTo("2030-01-31T08:00:00.500Z");
  }
}
