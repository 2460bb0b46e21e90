package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One execution of a type has a unique key. */
interface UniqueContract extends ServiceContract {
  @Test
  default void aSecondCreationShowsTheFirstOne() {
    String body = later(UUID.randomUUID(), "");
    Answer first = service().operator().post("/executions", body);
    Answer second = service().operator().post("/executions", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Execution-Existing")).isEmpty();
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header("Execution-Existing")).contains("true");
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.json()).isEqualTo(first.json());
  }

  @Test
  default void aRejectedOneIsToldWhichOneHasTheKey() {
    UUID key = UUID.randomUUID();
    long first = service().operator().post("/executions", later(key, "")).id();
    String rejecting = later(key, ", \"onDuplicate\": \"reject\"");

    Answer refused = service().operator().post("/executions", rejecting);
    Answer batch =
        service().operator().post("/executions/batch", "{\"items\": [%s]}".formatted(rejecting));

    ProblemTranslation.assertProblem(refused, 409);
    assertThat(refused.json().get("existingId").asLong()).isEqualTo(first);
    ProblemTranslation.assertProblem(batch, 409);
    assertThat(batch.json().get("existingId").asLong()).isEqualTo(first);
    assertThat(batch.pointers()).containsExactly("/items/0/uniqueKey");
  }

  @Test
  default void aReplacementIsShownAsSuchAndHeardOf() {
    UUID key = UUID.randomUUID();
    long first = service().operator().post("/executions", later(key, "")).id();

    Answer replaced =
        service()
            .operator()
            .post("/executions", later(key, ", \"onDuplicate\": \"replace\", \"priority\": 7"));

    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.header("Execution-Replaced")).contains("true");
    assertThat(replaced.header("Execution-Existing")).isEmpty();
    assertThat(replaced.id()).isEqualTo(first);
    assertThat(replaced.json().get("priority").asInt()).isEqualTo(7);
    assertThat(replaced.json().get("revision").asInt()).isEqualTo(2);
  }

  @Test
  default void aRepeatUnderAnIdempotencyKeyIsAnsweredAsTheFirstTime() {
    UUID key = UUID.randomUUID();
    service().operator().post("/executions", later(key, ""));
    RestClient keyed = service().operator().with("Idempotency-Key", UUID.randomUUID().toString());
    Answer existing = keyed.post("/executions", later(key, ""));
    service().operator().post("/executions/" + existing.id() + "/cancel");

    Answer repeat = keyed.post("/executions", later(key, ""));

    assertThat(existing.status()).isEqualTo(200);
    assertThat(repeat.status()).isEqualTo(200);
    assertThat(repeat.header("Execution-Existing")).contains("true");
    assertThat(repeat.header("Idempotency-Replayed")).contains("true");
    assertThat(repeat.id()).isEqualTo(existing.id());
    assertThat(repeat.json().get("status").asText()).isEqualTo("cancelled");
  }

  @Test
  default void aBatchNamesThoseThatWereThereAlready() {
    UUID key = UUID.randomUUID();
    long first = service().operator().post("/executions", later(key, "")).id();
    String items = "{\"items\": [{%s}, %s]}".formatted(Service.later(), later(key, ""));
    RestClient keyed = service().operator().with("Idempotency-Key", UUID.randomUUID().toString());

    Answer batch = keyed.post("/executions/batch", items);

    assertThat(batch.status()).isEqualTo(201);
    assertThat(batch.json().get("ids").get(1).asLong()).isEqualTo(first);
    assertThat(batch.json().get("existing").toString()).isEqualTo("[1]");
    assertThat(keyed.post("/executions/batch", items).json()).isEqualTo(batch.json());
  }

  @Test
  default void aRetryIsRefusedWhileAnotherOneHasTheKey() {
    UUID key = UUID.randomUUID();
    long first = service().operator().post("/executions", later(key, "")).id();
    service().operator().post("/executions/" + first + "/cancel");
    long second = service().operator().post("/executions", later(key, "")).id();
    assertThat(second).isNotEqualTo(first);

    Answer refused = service().operator().post("/executions/" + first + "/retry");

    ProblemTranslation.assertProblem(refused, 409);
    assertThat(refused.json().get("existingId").asLong()).isEqualTo(second);
  }

  @Test
  default void whoPrefersToWaitWaitsForTheOneThatHasTheKey() {
    String fields =
        "\"uniqueKey\": \"%s\", %s"
            .formatted(UUID.randomUUID(), Commands.request("say", "a", "b", 0));
    long first =
        service()
            .operator()
            .post("/executions", "{\"runAt\": \"2999-01-01T00:00:00Z\", %s}".formatted(fields))
            .id();
    service().operator().patch("/executions/" + first, "{\"runAt\": \"2001-01-01T00:00:00Z\"}");

    Answer waited =
        service()
            .operator()
            .with("Prefer", "wait=30")
            .post("/executions", "{%s}".formatted(fields));

    assertThat(waited.id()).isEqualTo(first);
    assertThat(waited.json().get("status").asText()).isEqualTo("completed");
  }

  @Test
  default void namesWhatIsWrongWithAKey() {
    assertThat(refused("\"uniqueFor\": \"P1D\", \"onDuplicate\": \"reject\""))
        .containsExactlyInAnyOrder("/uniqueFor", "/onDuplicate");
    assertThat(
            refused("\"uniqueKey\": \"k\", \"uniqueFor\": \"P366D\", \"onDuplicate\": \"ignore\""))
        .containsExactlyInAnyOrder("/uniqueFor", "/onDuplicate");
    assertThat(refused("\"uniqueKey\": \"\", \"uniqueWhile\": \"pending\""))
        .containsExactlyInAnyOrder("/uniqueKey", "/uniqueWhile");
    assertThat(
            refused(
                "\"uniqueKey\": \"k\", \"uniqueWhile\": \"unfinished\", \"uniqueFor\": \"PT1H\""))
        .containsExactly("/uniqueFor");
    assertThat(refused("\"uniqueKey\": \"a\\u0000b\"")).containsExactly("/uniqueKey");
  }

  private List<String> refused(String fields) {
    Answer answer =
        service().operator().post("/executions", "{%s, %s}".formatted(Service.later(), fields));
    ProblemTranslation.assertProblem(answer, 400);
    return answer.pointers();
  }

  private static String later(UUID key, String more) {
    return "{%s, \"uniqueKey\": \"%s\"%s}".formatted(Service.later(), key, more);
  }
}
