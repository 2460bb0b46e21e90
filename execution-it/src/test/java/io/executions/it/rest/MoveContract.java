package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executions.web.RestClient.Answer;
import org.junit.jupiter.api.Test;

interface MoveContract extends ServiceContract {
  @Test
  default void cancelsWhatIsPendingAtOnce() {
    String path = "/executions/" + service().createForLater();
    Answer cancelled = service().operator().post(path + "/cancel");
    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().get("status").asText()).isEqualTo("cancelled");
    assertThat(cancelled.json().has("finishedAt")).isTrue();
    Answer again = service().operator().post(path + "/cancel");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(cancelled.json());
  }

  @Test
  default void cancelsWhatRunsAndRetriesItAfterwards() {
    long id = service().create(Commands.request("stubborn"));
    String path = "/executions/" + id;
    service().awaitStatus(id, "running");
    assertThat(service().operator().post(path + "/retry").status()).isEqualTo(409);
    Answer first = service().operator().post(path + "/cancel");
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.json().get("status").asText()).isEqualTo("running");
    assertThat(first.json().get("cancelRequested").asBoolean()).isTrue();
    assertThat(service().operator().post(path + "/cancel").status()).isEqualTo(202);
    assertThat(service().awaitEnd(id).get("status").asText()).isEqualTo("cancelled");
    assertThat(service().attempts(id).at("/0/outcome").asText()).isEqualTo("cancelled");
    assertThat(service().operator().post(path + "/cancel").status()).isEqualTo(200);

    Answer retried = service().operator().post(path + "/retry");
    assertThat(retried.status()).isEqualTo(200);
    assertThat(retried.json().has("finishedAt")).isFalse();
    assertThat(retried.json().get("cancelRequested").asBoolean()).isFalse();
    service().await(id, execution -> execution.get("attempt").asInt() == 2);
    service().operator().post(path + "/cancel");
    service().awaitEnd(id);
  }

  @Test
  default void retriesWhatFailedWithAFreshBudget() {
    long id = service().create(Commands.request("say", "a", "it broke", 4));
    JsonNode failed = service().awaitEnd(id);
    assertThat(failed.get("status").asText()).isEqualTo("failed");
    service().change("\"paused\": true");
    Answer retried = service().operator().post("/executions/" + id + "/retry");
    assertThat(retried.status()).isEqualTo(200);
    assertThat(retried.json().get("status").asText()).isEqualTo("pending");
    assertThat(retried.json().has("errorMessage")).isFalse();
    assertThat(retried.json().has("finishedAt")).isFalse();
    service().change("\"paused\": false");
    JsonNode again = service().awaitEnd(id);
    assertThat(again.get("status").asText()).isEqualTo("failed");
    assertThat(again.get("attempt").asInt()).isEqualTo(2);
    assertThat(service().attempts(id)).hasSize(2);
  }

  @Test
  default void changesWhatIsPending() {
    long id = service().createForLater();
    String path = "/executions/" + id;
    Answer found = service().viewer().get(path);
    String first = found.header("ETag").orElseThrow();
    assertThat(first).isEqualTo("\"1\"");

    Answer changed =
        service()
            .operator()
            .with("If-Match", first)
            .patch(
                path,
                """
                {"runAt": "2998-01-01T01:00:00+01:00", "priority": 7, "maxAttempts": 3, "timeoutMs": 5000}
                """);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).contains("\"2\"");
    assertThat(changed.json().get("revision").asInt()).isEqualTo(2);
    assertThat(changed.json().get("runAt").asText()).isEqualTo("2998-01-01T00:00:00Z");
    assertThat(changed.json().get("priority").asInt()).isEqualTo(7);
    assertThat(changed.json().get("maxAttempts").asInt()).isEqualTo(3);
    assertThat(changed.json().get("timeoutMs").asLong()).isEqualTo(5000);

    Answer late = service().operator().with("If-Match", first).patch(path, "{\"priority\": 8}");
    ProblemTranslation.assertProblem(late, 412);
    Answer unbound =
        service().operator().with("If-Match", "*").patch(path, "{\"timeoutMs\": \"none\"}");
    assertThat(unbound.json().has("timeoutMs")).isFalse();
    assertThat(unbound.json().get("priority").asInt()).isEqualTo(7);
    Answer same = service().operator().patch(path, "{}");
    assertThat(same.json()).isEqualTo(unbound.json());
    ObjectNode shown = (ObjectNode) service().get(id);
    assertThat(shown.remove("waitsFor").get("until").asText()).isEqualTo("2998-01-01T00:00:00Z");
    assertThat(shown).isEqualTo(unbound.json());
  }

  @Test
  default void runsWhatIsChangedToBeDue() {
    long id =
        service()
            .create(Commands.request("say", "a", "b", 0) + ", \"runAt\": \"2999-01-01T00:00:00Z\"");
    String path = "/executions/" + id;
    assertThat(service().operator().patch(path, "{\"runAt\": \"2020-01-01T00:00:00Z\"}").status())
        .isEqualTo(200);
    service().awaitStatus(id, "completed");
    ProblemTranslation.assertProblem(service().operator().patch(path, "{\"priority\": 1}"), 409);
  }

  @Test
  default void removesWhatHasEndedAndNothingElse() {
    long pending = service().createForLater();
    ProblemTranslation.assertProblem(service().admin().delete("/executions/" + pending), 409);
    assertThat(service().get(pending).get("status").asText()).isEqualTo("pending");
    long failed = service().create(Commands.request("say", "a", "b", 3));
    service().awaitEnd(failed);

    Answer removed = service().admin().delete("/executions/" + failed);

    assertThat(removed.status()).isEqualTo(204);
    assertThat(removed.response().body()).isEmpty();
    ProblemTranslation.assertProblem(service().viewer().get("/executions/" + failed), 404);
    ProblemTranslation.assertProblem(
        service().viewer().get("/executions/" + failed + "/attempts"), 404);
    ProblemTranslation.assertProblem(service().admin().delete("/executions/" + failed), 404);
  }

  @Test
  default void retriesNothingThatCompletedOrIsPending() {
    long completed = service().create(Commands.request("say", "a", "b", 0));
    service().awaitStatus(completed, "completed");
    for (long id : new long[] {completed, service().createForLater()}) {
      Answer refused = service().operator().post("/executions/" + id + "/retry");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.header("Content-Type").orElseThrow())
          .startsWith("application/problem+json");
    }
  }
}
