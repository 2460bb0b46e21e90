package io.executions.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.executions.generated.ApiClient;
import io.executions.generated.ApiException;
import io.executions.generated.ApiResponse;
import io.executions.generated.api.ExecutionsApi;
import io.executions.generated.api.HealthApi;
import io.executions.generated.api.NodesApi;
import io.executions.generated.api.ServiceApi;
import io.executions.generated.api.SettingsApi;
import io.executions.generated.model.CreatedExecution;
import io.executions.generated.model.Execution;
import io.executions.generated.model.ExecutionPage;
import io.executions.generated.model.ExecutionStatus;
import io.executions.generated.model.Fault;
import io.executions.generated.model.NewExecution;
import io.executions.generated.model.NewExecutions;
import io.executions.generated.model.Node;
import io.executions.generated.model.Problem;
import io.executions.generated.model.ProcessingStatus;
import io.executions.generated.model.Settings;
import io.executions.generated.model.SettingsChange;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GeneratedClientBehaviour {
  private static final OffsetDateTime FAR = OffsetDateTime.parse("2100-01-31T08:00:00Z");

  private final ApiClient client = bearing(System.getProperty("client.token"));
  private final ExecutionsApi executions = new ExecutionsApi(client);

  private static ApiClient bearing(String token) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(System.getProperty("client.address"));
    return client
        .setHttpClientBuilder(ApiClient.createDefaultHttpClientBuilder())
        .setObjectMapper(ApiClient.createDefaultObjectMapper())
        .setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
  }

  private static NewExecution greeting() {
    return new NewExecution()
        .type("command")
        .input(Map.of("name", "greet", "args", List.of("world")));
  }

  private Problem problem(ThrowingCallable call) throws JsonProcessingException {
    ApiException refused = catchThrowableOfType(ApiException.class, call);
    assertThat(refused).as("an answer with a problem").isNotNull();
    Problem problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
    assertThat(problem.getStatus()).isEqualTo(refused.getCode());
    return problem;
  }

  @Test
  void createsAnExecutionAndReadsItBack() throws ApiException {
    String key = UUID.randomUUID().toString();

    ApiResponse<CreatedExecution> answer =
        executions.createExecutionWithHttpInfo(greeting(), key, "wait=60");

    assertThat(answer.getStatusCode()).isEqualTo(201);
    long id = answer.getData().getExecution().getId();
    Execution execution = executions.getExecution(id);
    assertThat(execution).isEqualTo(answer.getData().getExecution());
    assertThat(execution.getStatus()).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(execution.getAttempt()).isEqualTo(1);
    assertThat(execution.getStartedAt()).isAfterOrEqualTo(execution.getCreatedAt());
    assertThat(execution.getOutput()).extracting("stdout").asString().startsWith("Hello, world!");
    assertThat(executions.createExecution(greeting(), key, null).getExecution().getId())
        .isEqualTo(id);
  }

  @Test
  void createsABatchAndListsItPageByPage() throws ApiException {
    NewExecutions three =
        new NewExecutions()
            .items(List.of(greeting().runAt(FAR), greeting().runAt(FAR), greeting().runAt(FAR)));

    List<Long> ids = executions.createExecutions(three, null).getIds();

    ExecutionPage first = page(null);
    ExecutionPage second = page(first.getNextCursor());
    assertThat(ids).hasSize(3);
    assertThat(first.getItems()).hasSize(2).allMatch(item -> item.getRunAt().isEqual(FAR));
    assertThat(second.getItems()).isNotEmpty().doesNotContainAnyElementsOf(first.getItems());
  }

  private ExecutionPage page(String cursor) throws ApiException {
    return executions.getExecutions(
        "pending", "command", 2, cursor, null, null, null, null, null, null, null, null, null, null,
        null, null, null);
  }

  @Test
  void cancelsAndRetries() throws ApiException {
    NewExecutions one = new NewExecutions().items(List.of(greeting().runAt(FAR)));
    long id = executions.createExecutions(one, null).getIds().get(0);

    assertThat(executions.cancelExecution(id).getStatus()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(executions.getAttempts(id).getItems()).isEmpty();
    assertThat(executions.retryExecution(id).getStatus()).isEqualTo(ExecutionStatus.PENDING);
  }

  @Test
  void changesOnlyTheSettingsThatItNames() throws ApiException {
    SettingsApi settings = new SettingsApi(client);
    Settings before = settings.getSettings();

    Settings changed = settings.changeSettings(new SettingsChange().maxConcurrentExecutions(5));

    assertThat(changed.getMaxConcurrentExecutions()).isEqualTo(5);
    assertThat(changed.getPaused()).isEqualTo(before.getPaused());
    assertThat(changed.getRetention()).isEqualTo(before.getRetention());
    assertThat(settings.getSettings()).isEqualTo(changed);
  }

  @Test
  void tellsWhatTheServiceHasDoesAndCanDo() throws ApiException {
    ServiceApi service = new ServiceApi(client);
    ProcessingStatus status = service.getStatus(null);

    assertThat(status.getNodes())
        .singleElement()
        .satisfies(node -> assertThat(node.getState()).isEqualTo(Node.StateEnum.POLLING));
    assertThat(service.getStats().getTotal()).isNotNegative();
    assertThat(service.getTypes().getItems())
        .anySatisfy(type -> assertThat(type.getType()).isEqualTo("command"));
    assertThat(new HealthApi(client).getReadiness().getProblems()).isEmpty();
    long node = status.getNodes().get(0).getId();
    assertThat(new NodesApi(client).pollNode(node).getId()).isEqualTo(node);
  }

  @Test
  void isToldEveryFaultOfARequest() throws JsonProcessingException {
    Problem refused =
        problem(
            () -> executions.createExecution(greeting().priority(5000).maxAttempts(0), null, null));

    assertThat(refused.getStatus()).isEqualTo(400);
    assertThat(refused.getType()).isEqualTo("urn:execution-service:problem:invalid-request");
    assertThat(refused.getErrors())
        .extracting(Fault::getPointer)
        .containsExactlyInAnyOrder("/priority", "/maxAttempts");
  }

  @Test
  void isToldThatItsTokenIsRefused() throws JsonProcessingException {
    ApiClient stranger = bearing("a-token-that-nobody-gave-out");

    assertThat(problem(() -> new ServiceApi(stranger).getStats()).getStatus()).isEqualTo(401);
  }
}
