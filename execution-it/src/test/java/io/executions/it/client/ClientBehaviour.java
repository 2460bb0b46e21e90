package io.executions.it.client;

import static io.executions.api.ExecutionStatus.CANCELLED;
import static io.executions.api.ExecutionStatus.COMPLETED;
import static io.executions.api.ExecutionStatus.FAILED;
import static io.executions.api.ExecutionStatus.PENDING;
import static io.executions.api.ExecutionStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionType;
import io.executions.api.Fault;
import io.executions.api.NewExecution;
import io.executions.api.Node;
import io.executions.api.NodeState;
import io.executions.api.SettingsChange;
import io.executions.api.client.CreatedExecution;
import io.executions.api.client.CreatedExecutions;
import io.executions.api.client.ExecutionClient;
import io.executions.api.client.NewExecutions;
import io.executions.api.client.ProblemException;
import io.executions.api.client.ServiceStatus;
import io.executions.api.client.Statuses;
import io.executions.api.client.Wait;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a typed client does with a running service. It runs in the JVM that {@link ClientProcess}
 * starts, with nothing but the class path of one implementation.
 */
class ClientBehaviour {
  private static final Wait LONG = Wait.atMost(Duration.ofSeconds(30));
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private static final Instant FAR = Instant.parse("2100-01-31T08:00:00.123456Z");

  private final ExecutionClient client = open(System.getProperty("client.token"));

  private static ExecutionClient open(String token) {
    try {
      var opening =
          Class.forName(System.getProperty("client.opening")).getConstructor().newInstance();
      @SuppressWarnings("unchecked")
      var typed = (BiFunction<String, String, ExecutionClient>) opening;
      return typed.apply(System.getProperty("client.address"), token);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NewExecution command(String name, String... args) {
    return NewExecution.of("command", input(name, args));
  }

  private static JsonObject input(String name, String... args) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("args", Json.createArrayBuilder(List.of(args)))
        .build();
  }

  private static ProblemException problem(Runnable call) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, call::run);
    assertThat(problem).as("a problem").isNotNull();
    return problem;
  }

  private Execution once(long id, ExecutionStatus status) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> client.getExecution(id), execution -> execution.status() == status);
  }

  @AfterEach
  void letClaimsGoOn() {
    client.changeSettings(SettingsChange.none().withMaxConcurrentExecutions(4).withPaused(false));
  }

  @Test
  void createsAnExecutionAndWaitsForItsEnd() {
    NewExecution asked =
        command("greet", "wörld").withPriority(7).withMaxAttempts(3).withTimeout(FIVE_SECONDS);

    CreatedExecution created = client.createExecution(asked, null, LONG);

    Execution execution = created.execution().orElseThrow();
    assertThat(created.replayed()).isFalse();
    assertThat(execution.id()).isEqualTo(created.id()).isPositive();
    assertThat(execution.status()).isEqualTo(COMPLETED);
    assertThat(execution.type()).isEqualTo("command");
    assertThat(execution.input()).isEqualTo(input("greet", "wörld"));
    assertThat(execution.output().orElseThrow().asJsonObject().getString("stdout"))
        .isEqualTo("Hello, wörld! This is attempt 1 of execution %d.\n".formatted(created.id()));
    assertThat(execution.priority()).isEqualTo(7);
    assertThat(execution.attempt()).isEqualTo(1);
    assertThat(execution.maxAttempts()).isEqualTo(3);
    assertThat(execution.timeout()).contains(FIVE_SECONDS);
    assertThat(execution.node()).isPresent();
    assertThat(execution.errorMessage()).isEmpty();
    assertThat(execution.startedAt().orElseThrow()).isAfterOrEqualTo(execution.createdAt());
    assertThat(execution.finishedAt().orElseThrow())
        .isAfterOrEqualTo(execution.startedAt().orElseThrow());
    assertThat(client.getExecution(created.id())).isEqualTo(execution);
  }

  @Test
  void createsWithDefaultsAndAnswersAtOnce() {
    CreatedExecution created = client.createExecution(command("greet").withRunAt(FAR));

    Execution execution = created.execution().orElseThrow();
    assertThat(execution.status()).isEqualTo(PENDING);
    assertThat(execution.runAt()).isEqualTo(FAR);
    assertThat(execution.priority()).isZero();
    assertThat(execution.maxAttempts()).isEqualTo(1);
    assertThat(execution.timeout()).isEmpty();
    assertThat(execution.output()).isEmpty();
    assertThat(execution.startedAt()).isEmpty();
  }

  @Test
  void createsOnceUnderAnIdempotencyKey() {
    String key = UUID.randomUUID().toString();
    NewExecution asked = command("greet").withRunAt(FAR);

    CreatedExecution first = client.createExecution(asked, key, null);
    CreatedExecution repeat = client.createExecution(asked, key, null);

    assertThat(first.replayed()).isFalse();
    assertThat(repeat.replayed()).isTrue();
    assertThat(repeat.id()).isEqualTo(first.id());
    ProblemException other =
        problem(() -> client.createExecution(asked.withPriority(1), key, null));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem().type()).endsWith("idempotency-key-reused");
  }

  @Test
  void createsABatchInItsOrderAndOnce() {
    String key = UUID.randomUUID().toString();
    NewExecutions asked =
        new NewExecutions(
            IntStream.range(0, 5)
                .mapToObj(priority -> command("greet").withRunAt(FAR).withPriority(priority))
                .toList());

    CreatedExecutions created = client.createExecutions(asked, key);

    assertThat(created.replayed()).isFalse();
    assertThat(created.ids().stream().map(id -> client.getExecution(id).priority()))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(client.createExecutions(asked, key))
        .isEqualTo(new CreatedExecutions(created.ids(), true));
    assertThat(client.createExecutions(asked).ids()).doesNotContainAnyElementsOf(created.ids());
  }

  @Test
  void listsPageByPage() {
    List<Long> ids =
        client
            .createExecutions(
                NewExecutions.of(command("greet"), command("greet"), command("greet")))
            .ids();
    ids.forEach(id -> once(id, COMPLETED));

    List<Long> listed = new ArrayList<>();
    String cursor = null;
    do {
      ExecutionPage page = client.getExecutions(Statuses.of(COMPLETED), "command", 2, cursor);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
      page.items().forEach(execution -> listed.add(execution.id()));
      cursor = page.nextCursor().orElse(null);
    } while (cursor != null);

    assertThat(listed).doesNotHaveDuplicates().containsAll(ids);
    assertThat(client.getExecutions().items()).isNotEmpty();
    assertThat(client.getExecutions(Statuses.of(FAILED, CANCELLED), null, null, null).items())
        .allMatch(execution -> execution.status() != COMPLETED);
  }

  @Test
  void cancelsWhatIsPendingAndWhatRunsAndNotWhatHasEnded() {
    long pending = client.createExecution(command("greet").withRunAt(FAR)).id();
    assertThat(client.cancelExecution(pending).status()).isEqualTo(CANCELLED);

    long running = client.createExecution(command("pause", "60")).id();
    once(running, RUNNING);
    assertThat(client.cancelExecution(running).cancelRequested()).isTrue();
    once(running, CANCELLED);

    ProblemException ended = problem(() -> client.cancelExecution(running));
    assertThat(ended.status()).isEqualTo(409);
    assertThat(ended.problem().type()).endsWith("illegal-move");
    assertThat(ended.errors()).isEmpty();
  }

  @Test
  void retriesWhatFailedAndTellsOfItsAttempts() {
    long id = client.createExecution(command("flaky")).id();
    assertThat(once(id, FAILED).errorMessage()).isPresent();

    assertThat(client.retryExecution(id).status()).isEqualTo(PENDING);
    once(id, FAILED);

    List<Attempt> attempts = client.getAttempts(id);
    assertThat(attempts).extracting(Attempt::attempt).containsExactly(1, 2);
    assertThat(attempts)
        .allSatisfy(
            attempt -> {
              assertThat(attempt.outcome()).contains(AttemptOutcome.FAILED);
              assertThat(attempt.errorMessage()).isPresent();
              assertThat(attempt.finishedAt().orElseThrow()).isAfter(attempt.startedAt());
            });
  }

  @Test
  void changesOnlyTheSettingsThatItNames() {
    ClusterSettings before = client.getSettings();

    ClusterSettings paused = client.changeSettings(SettingsChange.none().withPaused(true));

    assertThat(paused)
        .isEqualTo(new ClusterSettings(before.maxConcurrentExecutions(), true, before.retention()));
    ClusterSettings keepsAll = client.changeSettings(SettingsChange.none().withoutRetention());
    assertThat(keepsAll.retention()).isEmpty();
    ClusterSettings changed =
        client.changeSettings(
            SettingsChange.none()
                .withMaxConcurrentExecutions(9)
                .withPaused(false)
                .withRetention(Duration.ofDays(30)));
    assertThat(changed).isEqualTo(client.getSettings());
    assertThat(changed.maxConcurrentExecutions()).isEqualTo(9);
    assertThat(changed.retention()).contains(Duration.ofDays(30));
  }

  @Test
  void tellsWhatTheServiceHasDoesAndCanDo() {
    client.createExecution(command("greet"), null, LONG);

    await().until(() -> client.getStats().completed() > 0);
    ExecutionStats stats = client.getStats();
    assertThat(stats.pendingCapped()).isFalse();
    ServiceStatus status = client.getStatus();
    assertThat(status.initialized()).isTrue();
    assertThat(status.paused()).isFalse();
    assertThat(status.pollInterval()).isEqualTo(TWO_SECONDS);
    assertThat(status.version()).isNotEmpty();
    assertThat(status.nodes())
        .filteredOn(node -> node.name().equals(status.node()))
        .singleElement()
        .satisfies(node -> assertThat(node.timer().interval()).isEqualTo(TWO_SECONDS))
        .satisfies(node -> assertThat(node.types()).contains("command", "http"));
    assertThat(client.getTypes()).extracting(ExecutionType::type).contains("command", "http");
    assertThat(client.getTypes())
        .allMatch(type -> !type.exampleInput().asJsonObject().isEmpty())
        .allMatch(type -> type.nodes().contains(status.node()));
  }

  @Test
  void steersANode() {
    long id = client.getStatus().nodes().get(0).id();

    Node drained = client.drainNode(id);

    assertThat(drained.id()).isEqualTo(id);
    assertThat(drained.state()).isEqualTo(NodeState.DRAINING);
    ProblemException notReady = await().until(this::readinessProblem, problem -> problem != null);
    assertThat(notReady.status()).isEqualTo(503);
    assertThat(notReady.problem().detail()).contains("drain");
    assertThat(client.resumeNode(id).state()).isEqualTo(NodeState.POLLING);
    assertThat(client.pollNode(id).id()).isEqualTo(id);
    await().until(() -> readinessProblem() == null);
    assertThat(problem(() -> client.pollNode(1L << 52)).status()).isEqualTo(404);
  }

  private ProblemException readinessProblem() {
    return catchThrowableOfType(ProblemException.class, () -> client.getReadiness());
  }

  @Test
  void tellsWithoutATokenThatANodeIsWell() {
    ExecutionClient stranger = open("a-token-that-nobody-gave-out");

    assertThat(stranger.getLiveness().warnings()).isEmpty();
    assertThat(stranger.getReadiness().warnings()).isEmpty();
  }

  @Test
  void namesEveryFaultOfARequest() {
    NewExecution wrong =
        NewExecution.of("command", Json.createObjectBuilder().add("nome", "x").build())
            .withPriority(5000)
            .withMaxAttempts(0);

    ProblemException refused = problem(() -> client.createExecution(wrong));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem().type()).endsWith("invalid-request");
    assertThat(refused.problem().title()).isEqualTo("Invalid request");
    assertThat(refused.errors())
        .extracting(Fault::pointer)
        .contains("/priority", "/maxAttempts", "/input/name", "/input/nome");
    assertThat(refused.errors()).contains(new Fault("/priority", "must be from -1000 to 1000"));
    assertThat(refused).hasMessageContaining("/priority must be from -1000 to 1000");
    ProblemException query = problem(() -> client.getExecutions(null, "NO", 0, null));
    assertThat(query.errors())
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/type", "/limit");
  }

  @Test
  void isToldOfWhatIsNotThere() {
    assertThat(problem(() -> client.getExecution(1L << 52)).status()).isEqualTo(404);
    assertThat(problem(() -> client.getAttempts(1L << 52)).status()).isEqualTo(404);
  }

  @Test
  void isToldThatItsTokenIsRefused() {
    ExecutionClient stranger = open("a-token-that-nobody-gave-out");

    assertThat(problem(stranger::getStats).status()).isEqualTo(401);
  }

  @Test
  void isToldThatItsTokenDoesNotSuffice() {
    ExecutionClient viewer = open(System.getProperty("client.viewer.token"));

    assertThat(viewer.getStats()).isNotNull();
    assertThat(problem(() -> viewer.createExecution(command("greet"))).status()).isEqualTo(403);
    assertThat(problem(() -> viewer.changeSettings(SettingsChange.none())).status()).isEqualTo(403);
  }
}
