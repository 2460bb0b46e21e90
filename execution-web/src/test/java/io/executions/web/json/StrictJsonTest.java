package io.executions.web.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  private static JsonValue parse(String text) {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\uFEFF1",
        "{\"a\":1,\"a\":2}",
        "[{\"a\":{\"b\":1,\"b\":1}}]",
        "1 2",
        "[1,]",
        "[\"\\ud800\"]",
        "{\"\\udc00x\":1}",
        "[\"\\udc00\\ud800\"]",
        "[01]",
        "[+1]",
        "[NaN]",
        "[\"\t\"]",
        "1",
        "// comment\n[]",
        "[tru]",
        "[1] 2",
        "{}}",
        "{}\u2003"
      })
  void refusesWhatTheStandardDoes(String text) {
    assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> parse(text));
  }

  @Test
  void takesNestingUpToItsBound() {
    int bound = StrictJson.MAX_DEPTH;
    assertThat(parse("[".repeat(bound) + "]".repeat(bound)).asJsonArray()).hasSize(1);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> parse("[".repeat(bound + 1) + "]".repeat(bound + 1)));
    assertThat(parse("[\"" + "[".repeat(1000) + "\\\"{\"]").toString()).hasSize(1007);
  }

  @Test
  void keepsHugeNumbersAsTheyAreAndRefusesEndlessOnes() {
    assertThat(parse("[1e999999999]").toString()).isEqualToIgnoringCase("[1E+999999999]");
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> parse("[" + "1".repeat(100_000) + "]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{'a':{'b/c':[1,%s]}}|/a/b~1c/1",
        "{'a':[{'x':1},{'x':1,'x':2}]}|/a/1/x",
        "{'a':[],'b':1,'a':2}|/a",
        "{'a':['\\udc00']}|/a/0",
        "{'a':{'\\ud800':1}}|/a/\ud800"
      })
  void tellsWhereAValueStandsThatItRefuses(String text, String pointer) {
    String json = text.replace('\'', '"').replace("%s", "1".repeat(100_000));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> parse(json))
        .satisfies(
            refused ->
                assertThat(refused.faults()).extracting(Fault::pointer).containsExactly(pointer));
  }

  @Test
  void readsLargeTextsInTimeThatGrowsWithTheirSizeOnly() {
    String fields =
        IntStream.range(0, 200_000).mapToObj(i -> "\"f" + i + "\":0").collect(joining(","));
    String zeros = "0" + ",0".repeat(2_000_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(parse("{" + fields + "}").asJsonObject()).hasSize(200_000);
          assertThat(parse("[" + zeros + "]").asJsonArray()).hasSize(2_000_001);
          parse("[[" + " ".repeat(4_000_000) + "]]" + " ".repeat(4_000_000));
        });
  }

  @Test
  void ignoresSpacesAndTheOrderOfKeysInTheCanonicalForm() {
    assertThat(CanonicalJson.bytes(parse("{\"b\": [1, {\"d\":1,\"c\":2}], \"a\": null}")))
        .isEqualTo(CanonicalJson.bytes(parse("{\"a\":null,\"b\":[1,{\"c\":2,\"d\":1}]}")));
    assertThat(CanonicalJson.bytes(parse("[1,2]")))
        .isNotEqualTo(CanonicalJson.bytes(parse("[2,1]")));
  }
}
