package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

interface RepeatContract extends ServiceContract {
  String BODY = "{" + Service.later() + "}";

  @Test
  default void repeatsUnderAKeyShowTheExecutionAsItIsNow() {
    RestClient keyed = keyed(service().operator());
    Answer first = keyed.post("/executions", BODY);
    service().operator().post("/executions/" + first.id() + "/cancel");
    Answer second = keyed.post("/executions", "\n " + BODY + " ");
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotency-Replayed")).contains("true");
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.json().get("status").asText()).isEqualTo("cancelled");
  }

  @Test
  default void refusesAKeyThatWasGivenWithAnotherRequest() {
    RestClient keyed = keyed(service().operator());
    keyed.post("/executions", BODY);
    ProblemTranslation.assertProblem(
        keyed.post("/executions", "{" + Service.later() + ", \"priority\": 1}"), 422);
    ProblemTranslation.assertProblem(
        keyed.post("/executions/batch", "{\"items\": [" + BODY + "]}"), 422);
  }

  @Test
  default void keepsNoKeyOfARequestThatWasRefused() {
    RestClient keyed = keyed(service().operator());
    assertThat(keyed.post("/executions", "{\"type\": \"nobody-has-it\"}").status()).isEqualTo(400);
    Answer right = keyed.post("/executions", BODY);
    assertThat(right.status()).isEqualTo(201);
    assertThat(right.header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  default void repeatsOfABatchGiveTheSameIds() {
    RestClient keyed = keyed(service().operator());
    String batch = "{\"items\": [" + BODY + "," + BODY + "]}";
    Answer first = keyed.post("/executions/batch", batch);
    Answer second = keyed.post("/executions/batch", batch);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Idempotency-Replayed")).contains("true");
  }

  @Test
  default void keepsTheKeysOfDifferentTokensApart() {
    String key = UUID.randomUUID().toString();
    Answer operators = service().operator().with("Idempotency-Key", key).post("/executions", BODY);
    Answer admins = service().admin().with("Idempotency-Key", key).post("/executions", BODY);
    assertThat(admins.status()).isEqualTo(201);
    assertThat(admins.header("Idempotency-Replayed")).isEmpty();
    assertThat(admins.id()).isNotEqualTo(operators.id());
  }

  @Test
  default void createsOnlyOnceForSimultaneousRepeats() throws Exception {
    int clients = 10;
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      for (int round = 0; round < 5; round++) {
        RestClient keyed = keyed(service().operator());
        CyclicBarrier start = new CyclicBarrier(clients);
        Callable<Answer> request =
            () -> {
              start.await();
              return keyed.post("/executions", BODY);
            };
        List<Answer> answers = new ArrayList<>();
        for (Future<Answer> answer : threads.invokeAll(Collections.nCopies(clients, request))) {
          answers.add(answer.get());
        }
        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> !isReplay(answer))).hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean isReplay(Answer answer) {
    return answer.header("Idempotency-Replayed").isPresent();
  }

  private static RestClient keyed(RestClient client) {
    return client.with("Idempotency-Key", UUID.randomUUID().toString());
  }
}
