package io.executions.web.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreationReaderTest {
  private static NewExecution one(String members) {
    return reader(List.of()).readOne(parse("{\"type\":\"t\"," + members + "}"));
  }

  private static List<Fault> faultsOf(Runnable reading) {
    return catchThrowableOfType(InvalidRequestException.class, reading::run).faults();
  }

  private static CreationReader reader(List<Fault> checked) {
    return new CreationReader(
        executions -> Collections.nCopies(executions.size(), checked), List.of());
  }

  private static JsonValue parse(String text) {
    return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "7.0", "7.000", "70e-1", "0.7E1"})
  void takesWhatIsAnIntegerHoweverItIsWritten(String number) {
    assertThat(one("\"priority\":" + number).priority()).isEqualTo(7);
    assertThat(one("\"timeoutMs\":" + number).timeoutMs()).isEqualTo(7);
  }

  @Test
  void takesIntegersOfAnySizeForWhatTheyAreOutOfRange() {
    assertThat(one("\"timeoutMs\":1e999999999").timeoutMs()).isEqualTo(Long.MAX_VALUE);
    assertThat(one("\"timeoutMs\":-1e999999999").timeoutMs()).isEqualTo(Long.MIN_VALUE);
    assertThat(one("\"priority\":0e999999999").priority()).isZero();
    assertThat(one("\"timeoutMs\":9223372036854775808").timeoutMs()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "1e-999999999", "0.1", "\"1\"", "true", "[1]"})
  void refusesWhatIsNoInteger(String value) {
    assertThat(faultsOf(() -> one("\"priority\":" + value)))
        .containsExactly(new Fault("/priority", "must be a whole number"));
  }

  @Test
  void takesNullForAFieldThatIsAbsentButForTheInput() {
    NewExecution read =
        one("\"priority\":null,\"runAt\":null,\"maxAttempts\":null,\"timeoutMs\":null");
    assertThat(read).isEqualTo(NewExecution.of("t"));
    assertThat(one("\"input\":null").input()).isEqualTo(JsonValue.NULL);
    assertThat(faultsOf(() -> reader(List.of()).readOne(parse("{\"type\":null}"))))
        .containsExactly(new Fault("/type", "is required"));
    assertThat(faultsOf(() -> reader(List.of()).readBatch(parse("{\"items\":null}"))))
        .containsExactly(new Fault("/items", "is required"));
  }

  /** It took ten seconds, and minutes with 4 MB of them. */
  @Test
  void namesTheFaultsOfABatchInTimeThatGrowsWithItsSizeOnlyAndStopsAtABound() {
    String unknown =
        IntStream.range(0, 600_000).mapToObj(i -> "\"f" + i + "\":0").collect(joining(","));
    String good = ",{\"type\":\"t\",\"input\":{\"x\":1}}".repeat(999);
    JsonValue batch = parse("{\"items\":[{\"type\":\"t\"," + unknown + "}" + good + "]}");
    List<Fault> checked = List.of(new Fault("/input/x", "is wrong"));

    List<Fault> faults =
        assertTimeoutPreemptively(
            Duration.ofSeconds(5), () -> faultsOf(() -> reader(checked).readBatch(batch)));

    assertThat(faults).hasSize(Faults.MOST);
    assertThat(faults.get(0)).isEqualTo(new Fault("/items/0/f0", "is not known"));
  }

  @Test
  void namesWhatTheCheckFindsBesideItsOwnFaultsButNothingTwice() {
    List<Fault> checked =
        List.of(new Fault("/input/x", "is wrong"), new Fault("/priority", "is wrong"));
    JsonValue batch =
        parse("{\"items\":[{\"type\":\"t\",\"priority\":\"1\"},3,{\"type\":\"t\",\"x\":1}]}");
    assertThat(faultsOf(() -> reader(checked).readBatch(batch)))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/items/0/priority",
            "/items/0/input/x",
            "/items/1",
            "/items/2/x",
            "/items/2/input/x",
            "/items/2/priority");
  }
}
