package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import io.executions.api.TooLargeException;
import io.executions.handlers.Handlers;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import io.executions.store.Cluster;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {
  private static ValidatorFactory validators;

  private final List<String> asked = new ArrayList<>();
  private final RequestCheck check = check();

  @BeforeAll
  static void open() {
    validators =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory();
  }

  @AfterAll
  static void close() {
    validators.close();
  }

  @Test
  void acceptsWhatFitsAtItsBounds() {
    assertThat(check.faults(NewExecution.of("checked"))).isEmpty();
    for (int priority : new int[] {-1000, 1000}) {
      assertThat(check.faults(NewExecution.of("checked").withPriority(priority))).isEmpty();
    }
    for (int attempts : new int[] {1, 100}) {
      assertThat(check.faults(NewExecution.of("checked").withMaxAttempts(attempts))).isEmpty();
    }
    for (long timeout : new long[] {1, 1_000_000_000_000L}) {
      Duration bound = Duration.ofMillis(timeout);
      assertThat(check.faults(NewExecution.of("checked").withTimeout(bound))).isEmpty();
    }
    for (String time : new String[] {"1970-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"}) {
      Instant runAt = Instant.parse(time);
      assertThat(check.faults(NewExecution.of("checked").withRunAt(runAt))).isEmpty();
    }
  }

  @Test
  void tellsAllThatIsWrongAtOnceByPointer() {
    NewExecution wrong =
        new NewExecution(
            "checked",
            Json.createObjectBuilder().add("wrong", true).build(),
            1001,
            Instant.parse("+10000-01-01T00:00:00Z"),
            0,
            0L);
    assertThat(check.faults(wrong))
        .containsExactlyInAnyOrder(
            new Fault("/priority", "must be from -1000 to 1000"),
            new Fault("/maxAttempts", "must be from 1 to 100"),
            new Fault("/timeoutMs", "must be from 1 to 1000000000000"),
            new Fault("/runAt", "must be from the year 1970 to the year 9999"),
            new Fault("/input/wrong", "is wrong"));
  }

  @Test
  void tellsWhatIsMissing() {
    assertThat(check.faults(new NewExecution(null, null, 0, null, 1, null)))
        .containsExactlyInAnyOrder(
            new Fault("/type", "is required"), new Fault("/input", "is required"));
    assertThat(check.faults(new NewExecution("checked", null, 0, null, 1, null)))
        .containsExactly(new Fault("/input", "is required"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Checked", "1", "a b", "checked\n"})
  void refusesAnIllegalTypeWithoutAskingForIt(String type) {
    assertThat(check.faults(NewExecution.of(type)))
        .extracting(Fault::pointer)
        .containsExactly("/type");
    assertThat(asked).isEmpty();
  }

  @Test
  void knowsTypesThatOnlyOtherNodesHandle() {
    assertThat(check.faults(NewExecution.of("elsewhere"))).isEmpty();
    assertThat(check.faults(NewExecution.of("nowhere")))
        .containsExactly(new Fault("/type", "is a type that no node handles: nowhere"));
  }

  @Test
  void namesEachFaultyItemOfManyAndAsksOnceForAType() {
    List<NewExecution> items =
        List.of(
            NewExecution.of("nowhere"),
            NewExecution.of("checked"),
            NewExecution.of("nowhere").withPriority(-1001),
            NewExecution.of("elsewhere"));
    assertThat(faultsOf(() -> check.creations(items)))
        .extracting(Fault::pointer)
        .containsExactly("/items/0/type", "/items/2/priority", "/items/2/type");
    assertThat(asked).containsExactly("nowhere", "elsewhere");
  }

  @Test
  void takesOneToAThousandItems() {
    NewExecution item = NewExecution.of("checked");
    check.creations(List.of(item));
    check.creations(Collections.nCopies(1000, item));
    for (int count : new int[] {0, 1001}) {
      assertThat(faultsOf(() -> check.creations(Collections.nCopies(count, item))))
          .containsExactly(new Fault("/items", "must have 1 to 1000 items"));
    }
  }

  @Test
  void boundsInputsInBytesOfUtf8() {
    NewExecution fits = NewExecution.of("checked", "é".repeat(499));
    NewExecution large = NewExecution.of("checked", "é".repeat(499) + "e");
    check.creation(fits);
    assertThat(catchThrowableOfType(TooLargeException.class, () -> check.creation(large)).pointer())
        .isEqualTo("/input");
    assertThat(
            catchThrowableOfType(
                    TooLargeException.class, () -> check.creations(List.of(fits, large)))
                .pointer())
        .isEqualTo("/items/1/input");
  }

  @Test
  void boundsTheSettingsOfTheCluster() {
    assertThatCode(() -> check.settings(change(1, Duration.ZERO))).doesNotThrowAnyException();
    assertThatCode(() -> check.settings(change(10_000, Duration.ofDays(36_525))))
        .doesNotThrowAnyException();
    assertThat(faultsOf(() -> check.settings(change(10_001, Duration.ofDays(36_526)))))
        .extracting(Fault::pointer)
        .containsExactly("/maxConcurrentExecutions", "/retention");
    assertThat(faultsOf(() -> check.settings(change(0, Duration.ofMillis(-1)))))
        .extracting(Fault::pointer)
        .containsExactly("/maxConcurrentExecutions", "/retention");
  }

  private static SettingsChange change(int limit, Duration retention) {
    return new SettingsChange(
        Optional.of(limit), Optional.empty(), Optional.of(Optional.of(retention)));
  }

  private static List<Fault> faultsOf(Runnable call) {
    return catchThrowableOfType(InvalidRequestException.class, call::run).faults();
  }

  private RequestCheck check() {
    Settings settings =
        Settings.read(
            new SettingsParser(
                name ->
                    name.equals("EXECUTION_INPUT_MAX_BYTES")
                        ? Optional.of("1000")
                        : Optional.empty()));
    Cluster cluster =
        new Cluster() {
          @Override
          public Set<String> handled(Collection<String> types) {
            asked.addAll(types);
            return types.contains("elsewhere") ? Set.of("elsewhere") : Set.of();
          }
        };
    return new RequestCheck(
        settings,
        Handlers.of(new Checked()),
        cluster,
        new DatabaseCall(),
        validators.getValidator());
  }

  private static final class Checked implements ExecutionHandler<JsonValue, Void> {
    @Override
    public String type() {
      return "checked";
    }

    @Override
    public Void handle(JsonValue input, ExecutionContext context) {
      return null;
    }

    @Override
    public List<Fault> check(JsonValue input) {
      return input instanceof JsonObject object && object.containsKey("wrong")
          ? List.of(new Fault("/wrong", "is wrong"))
          : List.of();
    }
  }
}
