package io.executions.it.client;

import static io.executions.api.ExecutionStatus.CANCELLED;
import static io.executions.api.ExecutionStatus.FAILED;
import static io.executions.api.ExecutionStatus.PENDING;
import static io.executions.api.ExecutionStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.executions.api.AccessToken;
import io.executions.api.Attempt;
import io.executions.api.AttemptOutcome;
import io.executions.api.AuditEntry;
import io.executions.api.AuditPage;
import io.executions.api.Bulk;
import io.executions.api.BulkCount;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFilter;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionSeries;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionType;
import io.executions.api.NewToken;
import io.executions.api.Node;
import io.executions.api.NodeFilter;
import io.executions.api.NodeState;
import io.executions.api.SettingsChange;
import io.executions.api.client.BulkTrial;
import io.executions.api.client.CreatedToken;
import io.executions.api.client.ExecutionClient;
import io.executions.api.client.ProblemException;
import io.executions.api.client.Revision;
import io.executions.api.client.ServiceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Moves executions, changes settings, steers nodes, and asks how all that goes. */
class SteeringBehaviour extends ClientBehaviour {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  @Test
  void cancelsWhatIsPendingAndWhatRunsAndNotWhatHasEnded() {
    long pending = client.createExecution(command("greet").withRunAt(FAR)).id();
    assertThat(client.cancelExecution(pending).status()).isEqualTo(CANCELLED);

    long running = client.createExecution(command("pause", "60")).id();
    once(running, RUNNING);
    assertThat(client.cancelExecution(running).cancelRequested()).isTrue();
    once(running, CANCELLED);
    assertThat(client.cancelExecution(running).status()).isEqualTo(CANCELLED);

    long completed = client.createExecution(command("greet"), null, LONG).id();
    ProblemException ended = problem(() -> client.cancelExecution(completed));
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
  void changesWhatIsPendingAndRemovesWhatHasEnded() {
    long id = client.createExecution(command("greet").withRunAt(FAR)).id();
    Revision first = Revision.of(client.getExecution(id));

    Execution changed =
        client.changeExecution(
            id, ExecutionChange.none().withPriority(7).withTimeout(TWO_SECONDS), first);

    assertThat(changed.priority()).isEqualTo(7);
    assertThat(changed.timeout()).contains(TWO_SECONDS);
    ExecutionChange unbound = ExecutionChange.none().withoutTimeout();
    assertThat(problem(() -> client.changeExecution(id, unbound, first)).status()).isEqualTo(412);
    assertThat(client.changeExecution(id, unbound).timeout()).isEmpty();

    assertThat(problem(() -> client.deleteExecution(id)).status()).isEqualTo(409);
    client.cancelExecution(id);
    client.deleteExecution(id);
    assertThat(problem(() -> client.getExecution(id)).status()).isEqualTo(404);
  }

  @Test
  void movesManyAtOnce() {
    List<Long> ids =
        List.of(
            client.createExecution(command("greet").withRunAt(FAR)).id(),
            client.createExecution(command("greet").withRunAt(FAR)).id());
    ExecutionSelection selection = ExecutionSelection.of(ids);

    assertThat(client.countExecutions(BulkVerb.CANCEL, new BulkTrial(selection)))
        .isEqualTo(new BulkCount(2, false));
    Bulk cancelled = ended(client.cancelExecutions(selection));
    assertThat(cancelled.verb()).isEqualTo(BulkVerb.CANCEL);
    assertThat(cancelled.state()).isEqualTo(BulkState.COMPLETED);
    assertThat(cancelled.selection().ids()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(cancelled.matched()).contains(2L);
    assertThat(cancelled.done()).isEqualTo(2);
    assertThat(client.getExecution(ids.get(0)).status()).isEqualTo(CANCELLED);

    Bulk removed = ended(client.deleteExecutions(selection));
    assertThat(removed.done()).isEqualTo(2);
    assertThat(problem(() -> client.getExecution(ids.get(0))).status()).isEqualTo(404);
    ExecutionFilter none = ExecutionFilter.all().withType("none").withStatuses(FAILED);
    Bulk retried = ended(client.retryExecutions(ExecutionSelection.of(none)));
    assertThat(retried.selection().filter().orElseThrow().type()).contains("none");
    assertThat(client.getBulks().items()).extracting(Bulk::id).contains(retried.id());
    assertThat(client.getBulks(1, null).nextCursor()).isPresent();
    assertThat(client.stopBulk(retried.id()).state()).isEqualTo(BulkState.COMPLETED);
  }

  private Bulk ended(Bulk asked) {
    return await()
        .until(() -> client.getBulk(asked.id()), bulk -> bulk.state() != BulkState.RUNNING);
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
  void makesTokensAndTellsWhoDidWhat() {
    String name = "client-" + System.nanoTime();

    CreatedToken created = client.createToken(new NewToken(name, "viewer", Optional.empty()));

    assertThat(created.token().name()).isEqualTo(name);
    assertThat(created.toString()).doesNotContain(created.secret());
    assertThat(client.getTokens()).extracting(AccessToken::name).contains("admin", name);
    client.removeToken(name);
    assertThat(problem(() -> client.removeToken(name)).status()).isEqualTo(404);
    AuditPage told = client.getAudit(null, "removeToken", name, null, null, 1, null);
    assertThat(told.items()).extracting(AuditEntry::who).containsExactly("admin");
    assertThat(client.getAudit().items()).isNotEmpty();
  }

  @Test
  void tellsWhatTheServiceHasDoesAndCanDo() {
    client.createExecution(command("greet"), null, LONG);

    await().until(() -> client.getStats().completed() > 0);
    ExecutionStats stats = client.getStats();
    assertThat(stats.pendingCapped()).isFalse();
    assertThat(client.getFailures().capped()).isFalse();
    assertThat(client.getFailures("2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z").items())
        .isEmpty();
    ExecutionSeries series = client.getSeries();
    assertThat(series.step()).isEqualTo(Duration.ofMinutes(1));
    assertThat(client.getSeries(series.from().toString(), null, "PT1H", "command", null).items())
        .anySatisfy(point -> assertThat(point.completed()).isPositive())
        .anySatisfy(
            point ->
                assertThat(point.running())
                    .hasValueSatisfying(running -> assertThat(running.p50()).isPositive()));
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
    assertThat(client.getStatus(NodeFilter.ALL).nodes())
        .extracting(Node::id)
        .containsAll(status.nodes().stream().map(Node::id).toList());
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
    ExecutionClient stranger = stranger();

    assertThat(stranger.getLiveness().warnings()).isEmpty();
    assertThat(stranger.getReadiness().warnings()).isEmpty();
  }
}
