package io.executions.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executions.api.Backoff;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionContext;
import io.executions.api.ExecutionHandler;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.SettingsChange;
import io.executions.api.TagName;
import io.executions.api.TooLargeException;
import io.executions.api.Unique;
import io.executions.handlers.Handlers;
import io.executions.settings.Settings;
import io.executions.settings.SettingsParser;
import io.executions.store.Cluster;
import io.executions.store.Executions;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestCheckTest {
  private static final Instant NOW = Instant.parse("2030-01-31T08:00:00Z");

  private static ValidatorFactory validators;

  private final List<String> asked = new ArrayList<>();
  private final RequestCheck check = check();
  private int timesAsked;

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
        NewExecution.of("checked")
            .withInput(Json.createObjectBuilder().add("wrong", true).build())
            .withPriority(1001)
            .withRunAt(Instant.parse("+10000-01-01T00:00:00Z"))
            .withMaxAttempts(0)
            .withTimeout(Duration.ZERO)
            .withTags("vip", "vip", "no tag", "")
            .withUnique(Unique.during(Duration.ofMillis(999), "a\0b"))
            .withExpiresAt(NOW)
            .withBackoff(new Backoff(Duration.ZERO, 0.5, Duration.ofMillis(-1), 2))
            .withQueue("Partner")
            .withConcurrencyKey("\0");
    assertThat(check.faults(wrong))
        .containsExactlyInAnyOrder(
            new Fault("/priority", "must be from -1000 to 1000"),
            new Fault("/maxAttempts", "must be from 1 to 100"),
            new Fault("/timeoutMs", "must be from 1 to 1000000000000"),
            new Fault("/queue", "must match [a-z][a-z0-9._-]{0,99}"),
            new Fault("/concurrencyKey", "must have 1 to 255 characters, none of them NUL"),
            new Fault("/runAt", "must be from the year 1970 to the year 9999"),
            new Fault("/uniqueKey", "must have 1 to 255 characters, none of them 0"),
            new Fault("/uniqueFor", "must be from PT1S to P365D"),
            new Fault("/expiresAt", "must be after runAt"),
            new Fault("/backoff/initialMs", "must be from 1 to 31536000000"),
            new Fault("/backoff/factor", "must be from 1 to 100"),
            new Fault("/backoff/maxMs", "must be from initialMs to 31536000000"),
            new Fault("/backoff/jitter", "must be from 0 to 1"),
            new Fault("/tags/2", TagName.RULE),
            new Fault("/tags/3", TagName.RULE),
            new Fault("/input/wrong", "is wrong"));
  }

  @Test
  void aTagBehindAThousandOthersIsCheckedToo() {
    String[] tags = new String[1001];
    Arrays.fill(tags, "a");
    tags[1000] = "x,y";

    assertThat(check.faults(NewExecution.of("checked").withTags(tags)))
        .containsExactly(new Fault("/tags/1000", TagName.RULE));
  }

  @Test
  void anExecutionHasTenDifferentTagsAtMost() {
    String[] tags = IntStream.range(0, 11).mapToObj(Integer::toString).toArray(String[]::new);
    assertThat(check.faults(NewExecution.of("checked").withTags(tags)))
        .containsExactly(new Fault("/tags", "must have at most 10 items"));
    tags[10] = "0";
    assertThat(check.faults(NewExecution.of("checked").withTags(tags))).isEmpty();
  }

  @Test
  void whatExpiresDoesSoInTheFutureByTheDatabasesClockWhichIsAskedOnce() {
    NewExecution work = NewExecution.of("checked");
    assertThat(check.faults(work.withRunAt(NOW))).isEmpty();
    assertThat(timesAsked).isZero();
    NewExecution late = work.withExpiresAt(NOW);
    assertThat(check.faults(List.of(late, work.withExpiresAt(NOW.plusMillis(1)), late)))
        .containsExactly(
            List.of(new Fault("/expiresAt", "must be in the future")),
            List.of(),
            List.of(new Fault("/expiresAt", "must be in the future")));
    assertThat(timesAsked).isEqualTo(1);
    assertThat(check.faults(ExecutionChange.none().withExpiresAt(NOW)))
        .containsExactly(new Fault("/expiresAt", "must be in the future"));
    assertThat(check.faults(ExecutionChange.none().withoutExpiry())).isEmpty();
  }

  @Test
  void tellsWhatIsMissing() {
    assertThat(check.faults(nothing(null)))
        .containsExactlyInAnyOrder(
            new Fault("/type", "is required"), new Fault("/input", "is required"));
    assertThat(check.faults(nothing("checked")))
        .containsExactly(new Fault("/input", "is required"));
  }

  private static NewExecution nothing(String type) {
    return NewExecution.of(type).withInput(null);
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
    Executions executions =
        new Executions() {
          @Override
          public Instant now() {
            timesAsked++;
            return NOW;
          }
        };
    return new RequestCheck(
        settings,
        Handlers.of(new Checked()),
        cluster,
        executions,
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
