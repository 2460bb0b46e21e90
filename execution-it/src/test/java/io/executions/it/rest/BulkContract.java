package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

interface BulkContract extends ServiceContract {
  @Test
  default void cancelsRetriesAndRemovesManyByTheirIds() {
    List<Long> ids = List.of(service().createForLater(), service().createForLater());
    String body = "{\"ids\": [%d, %d, 9007199254740991]}".formatted(ids.get(0), ids.get(1));

    assertThat(count(service().operator(), "cancel", body)).isEqualTo(2);
    JsonNode cancelled = done(service().operator(), "cancel", body);
    assertThat(cancelled.get("verb").asText()).isEqualTo("cancel");
    assertThat(cancelled.get("state").asText()).isEqualTo("completed");
    assertThat(cancelled.get("by").asText()).isEqualTo("operator");
    assertThat(cancelled.get("matched").asInt()).isEqualTo(3);
    assertThat(cancelled.get("done").asInt()).isEqualTo(2);
    assertThat(cancelled.get("skipped").asInt()).isEqualTo(1);
    assertThat(cancelled.get("failed").asInt()).isZero();
    assertThat(cancelled.get("ids")).hasSize(3);
    assertThat(service().get(ids.get(0)).get("status").asText()).isEqualTo("cancelled");

    service().change("\"paused\": true");
    assertThat(done(service().operator(), "retry", body).get("done").asInt()).isEqualTo(2);
    assertThat(service().get(ids.get(1)).get("status").asText()).isEqualTo("pending");
    done(service().operator(), "cancel", body);
    service().change("\"paused\": false");

    assertThat(done(service().admin(), "delete", body).get("done").asInt()).isEqualTo(2);
    assertThat(service().operator().get("/executions/" + ids.get(0)).status()).isEqualTo(404);
  }

  @Test
  default void retriesWhatAFilterLetsThrough() {
    long failed = service().create(Commands.request("say", "a", "it broke", 4));
    service().awaitStatus(failed, "failed");

    JsonNode bulk =
        done(
            service().operator(),
            "retry",
            "{\"filter\": {\"type\": \"command\", \"status\": [\"failed\"]}}");

    assertThat(bulk.get("filter").get("status").asText()).isEqualTo("failed");
    assertThat(bulk.get("done").asInt()).isPositive();
    assertThat(bulk.get("matched").asInt())
        .isEqualTo(
            bulk.get("done").asInt() + bulk.get("skipped").asInt() + bulk.get("failed").asInt());
    service().await(failed, execution -> execution.get("attempt").asInt() == 2);
    service().awaitStatus(failed, "failed");
  }

  @Test
  default void listsAndStopsBulks() {
    JsonNode bulk = done(service().operator(), "cancel", "{\"ids\": [9007199254740991]}");
    String path = "/bulk/" + bulk.get("id").asLong();

    JsonNode listed = service().viewer().get("/bulk?limit=1").json().get("items");
    assertThat(listed).hasSize(1);
    assertThat(listed.get(0).get("id")).isEqualTo(bulk.get("id"));
    assertThat(listed.get(0).has("ids")).isFalse();
    assertThat(service().viewer().post(path + "/stop").status()).isEqualTo(403);
    Answer stopped = service().operator().post(path + "/stop");
    assertThat(stopped.status()).isEqualTo(202);
    assertThat(stopped.json()).isEqualTo(bulk);
    assertThat(service().operator().post("/bulk/9007199254740991/stop").status()).isEqualTo(404);
    assertThat(service().viewer().get("/bulk/x").status()).isEqualTo(404);
  }

  @Test
  default void onlyAdminsRemove() {
    String body = "{\"ids\": [9007199254740991]}";
    assertThat(service().operator().post("/executions/delete", body).status()).isEqualTo(403);
    assertThat(service().viewer().post("/executions/cancel", body).status()).isEqualTo(403);
    assertThat(service().viewer().post("/executions/retry", body).status()).isEqualTo(403);
  }

  @Test
  default void namesAllThatIsWrongWithABulk() {
    assertFaults("cancel", "{}", "");
    assertFaults("cancel", "{\"ids\": [1], \"filter\": {\"type\": \"http\"}}", "");
    assertFaults("cancel", "{\"filter\": {}}", "/filter");
    assertFaults("cancel", "{\"filter\": {\"status\": \"failed\"}}", "/filter/status");
    assertFaults(
        "retry",
        "{\"filter\": {\"status\": \"lost\", \"type\": \"A\", \"limit\": 1}, \"validateOnly\": 1, \"x\": 1}",
        "/filter/status",
        "/filter/type",
        "/filter/limit",
        "/validateOnly",
        "/x");
    assertFaults(
        "retry", "{\"ids\": [0, 1, \"2\", 1.5], \"x\": 1}", "/ids/0", "/ids/2", "/ids/3", "/x");
  }

  private void assertFaults(String verb, String body, String... pointers) {
    Answer answer = service().operator().post("/executions/" + verb, body);
    assertThat(answer.status()).as(body).isEqualTo(400);
    assertThat(answer.pointers()).as(body).containsExactlyInAnyOrder(pointers);
  }

  private static int count(RestClient client, String verb, String body) {
    String trial = body.replaceFirst("\\{", "{\"validateOnly\": true, ");
    Answer counted = client.post("/executions/" + verb, trial);
    assertThat(counted.status()).isEqualTo(200);
    assertThat(counted.json().get("capped").asBoolean()).isFalse();
    return counted.json().get("count").asInt();
  }

  /** Asks for a bulk and returns it when it has ended. */
  private static JsonNode done(RestClient client, String verb, String body) {
    Answer asked = client.post("/executions/" + verb, body);
    assertThat(asked.status()).as(asked.response().body()).isEqualTo(202);
    assertThat(asked.header("Location").orElseThrow()).endsWith("/api/bulk/" + asked.id());
    return Awaitility.await("bulk " + asked.id())
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(25))
        .until(
            () -> client.get("/bulk/" + asked.id()).json(),
            bulk -> !bulk.get("state").asText().equals("running"));
  }
}
