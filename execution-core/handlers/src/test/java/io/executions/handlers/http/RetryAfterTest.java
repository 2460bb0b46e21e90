package io.executions.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

  @Test
  void readsSeconds() {
    assertThat(RetryAfter.read(" 120 ", null)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.read("0", DATE)).contains(Duration.ZERO);
  }

  @Test
  void readsATimeByTheClockOfTheAnswer() {
    assertThat(RetryAfter.read("Sun, 06 Nov 1994 08:50:37 GMT", DATE))
        .contains(Duration.ofMinutes(1));
    assertThat(RetryAfter.read("Sun, 06 Nov 1994 08:50:37 GMT", null)).isEmpty();
    assertThat(RetryAfter.read("Sun, 06 Nov 1994 08:48:37 GMT", DATE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "1234567890123", "Sun, 06 Nov 1994"})
  void takesNothingElse(String value) {
    assertThat(RetryAfter.read(value, DATE)).isEmpty();
  }
}
