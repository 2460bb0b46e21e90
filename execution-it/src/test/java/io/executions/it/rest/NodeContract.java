package io.executions.it.rest;

import static io.executions.it.rest.ProblemTranslation.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

interface NodeContract extends ServiceContract {
  @Test
  default void drainsANodeAndResumesIt() {
    String node = "/nodes/" + node().get("id").asLong();
    try {
      for (int repeat = 0; repeat < 2; repeat++) {
        Answer drained = ask(node + "/drain");
        assertThat(drained.status()).isEqualTo(202);
        assertThat(drained.json().get("state").asText()).isEqualTo("draining");
      }
      long waiting = service().create(Commands.request("say", "a", "b", 0));
      Awaitility.await().until(() -> service().anonymous().get("/health/ready").status() == 503);
      Answer readiness = service().anonymous().get("/health/ready");
      assertThat(readiness.json().get("problems").toString()).contains("drains");
      assertThat(service().anonymous().get("/health/live").status()).isEqualTo(200);
      assertThat(node().get("state").asText()).isEqualTo("draining");
      assertThat(service().get(waiting).get("status").asText()).isEqualTo("pending");

      Answer resumed = ask(node + "/resume");
      assertThat(resumed.status()).isEqualTo(202);
      assertThat(resumed.json().get("state").asText()).isEqualTo("polling");
      service().awaitStatus(waiting, "completed");
      service().awaitReadiness();
    } finally {
      ask(node + "/resume");
      service().awaitReadiness();
    }
  }

  @Test
  default void asksANodeToPoll() {
    Answer asked = ask("/nodes/" + node().get("id").asLong() + "/poll");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(asked.json().get("name").asText()).isEqualTo("arquillian");
  }

  @Test
  default void knowsNoNodeThatNeverWas() {
    for (String request : new String[] {"drain", "resume", "poll"}) {
      assertProblem(ask("/nodes/4503599627370496/" + request), 404);
      assertProblem(ask("/nodes/x/" + request), 404);
    }
    assertProblem(ask("/nodes/1/drain?force=true"), 400);
  }

  private Answer ask(String path) {
    return service().admin().post(path, "");
  }

  private JsonNode node() {
    return service().viewer().get("/status").json().at("/nodes/0");
  }
}
