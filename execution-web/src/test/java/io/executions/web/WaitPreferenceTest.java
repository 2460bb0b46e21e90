package io.executions.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "wait=10|10",
        "wait=0|0",
        "WAIT = 7|7",
        "wait=\"5\"|5",
        "wait=61|60",
        "wait=99999999999999999999|60",
        "respond-async, wait=9; x=y|9",
        "foo=\"a,wait=1\", wait=3|3",
        "wait=4,wait=5|4",
        "@@@, wait=2|2",
        "a; b=\"c, wait=1; \\\"\", wait=6;d|6",
        "wait=0000000000000000000008|8"
      })
  void readsTheSeconds(String header, int seconds) {
    assertThat(WaitPreference.read(header)).contains(seconds);
  }

  /** A regular expression took stack for each character, after the execution had been created. */
  @ParameterizedTest
  @ValueSource(strings = {"a;%s", "%s", "a;\"%s\"", "a=\"%s\"", "wait=%s", "\"%s", "a%s"})
  void readsPreferencesOfAnyLength(String form) {
    for (String filling : new String[] {"x", ";", "=", "\\", "\"\"", "0", " "}) {
      String header = form.formatted(filling.repeat(1_000_000)) + ", wait=3";
      assertThat(WaitPreference.read(header)).isNotNull();
    }
    assertThat(WaitPreference.read("a;" + "x".repeat(7900) + ", wait=3")).contains(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wait", "wait=", "wait=-1", "wait=1.5", "wait=x", "waits=3", ",,", "=1"})
  void ignoresWhatIsMalformedOrUnknown(String header) {
    assertThat(WaitPreference.read(header)).isEmpty();
  }
}
