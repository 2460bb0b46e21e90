package io.executions.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executions.it.rest.BrokenRequests.Broken;
import io.executions.web.RestClient;
import io.executions.web.RestClient.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever the OpenAPI document forbids, the service refuses, and says where. */
interface ConstraintContract extends ServiceContract {
  String HTTP = "\"type\": \"http\", \"input\": {\"url\": \"http://192.0.2.1/\"}";

  @Test
  default void enforcesEveryConstraintOfItsDocument() {
    List<Broken> requests = BrokenRequests.of(service().document(), bodies());
    assertThat(requests)
        .extracting(Broken::operation, Broken::pointer)
        .contains(
            tuple("GET /executions", "/limit"),
            tuple("GET /status", "/nodes"),
            tuple("GET /stats/series", "/step"),
            tuple("POST /executions", "/Idempotency-Key"),
            tuple("POST /executions/batch", "/items/0/maxAttempts"),
            tuple("POST /executions/cancel", "/ids"),
            tuple("POST /executions/cancel", "/ids/0"),
            tuple("POST /executions/retry", "/filter/type"),
            tuple("GET /bulk", "/limit"),
            tuple("PATCH /settings", "/unheardOf"),
            tuple("PATCH /executions/{id}", "/priority"),
            tuple("POST /nodes/{id}/drain", "/id"));
    List<String> taken = new ArrayList<>();
    for (Broken request : requests) {
      Answer answer = send(request);
      if (!isRefused(request, answer)) {
        taken.add(
            "%s %s = %s: %d %s"
                .formatted(
                    request.operation(),
                    request.pointer(),
                    request.value(),
                    answer.status(),
                    answer.response().body()));
      }
    }
    assertThat(taken).isEmpty();
  }

  /** Nothing can be where an id is none; but a PUT gives the name, so that is its fault. */
  private static boolean isRefused(Broken request, Answer answer) {
    return place(request).equals("path") && !request.operation().startsWith("PUT ")
        ? answer.status() == 404
        : answer.status() == 400 && answer.pointers().contains(request.pointer());
  }

  private static String place(Broken request) {
    return request.parameter() == null ? "body" : request.parameter().get("in").asText();
  }

  private Answer send(Broken request) {
    String[] parts = request.operation().split(" ");
    String path = parts[1];
    RestClient client = service().admin();
    ObjectNode body = bodies().get(request.operation());
    String text = body == null ? "" : body.toString();
    switch (place(request)) {
      case "body" -> text = request.value();
      case "path" -> {
        String name = "{" + request.pointer().substring(1) + "}";
        path = path.replace(name, encoded(request.value()));
      }
      case "query" -> path += "?" + request.pointer().substring(1) + "=" + encoded(request.value());
      default -> client = client.with(request.pointer().substring(1), request.value());
    }
    if (text.isEmpty()) {
      return client.send(
          parts[0], path.replace("{id}", "1").replace("{name}", "a"), BodyPublishers.noBody());
    }
    return client
        .with("Content-Type", "application/json")
        .send(
            parts[0],
            path.replace("{id}", "1").replace("{name}", "a"),
            BodyPublishers.ofString(text));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, ObjectNode> bodies() {
    return Map.ofEntries(
        entry("POST /executions", "{" + Service.later() + "}"),
        entry("POST /executions/batch", "{\"items\": [{" + Service.later() + "}]}"),
        entry("PATCH /executions/{id}", "{}"),
        entry("POST /executions/cancel", "{\"ids\": [1]}"),
        entry("POST /executions/retry", "{\"filter\": {\"type\": \"t\"}}"),
        entry("POST /executions/delete", "{\"ids\": [1]}"),
        entry("PUT /schedules/{name}", "{\"every\": \"PT1H\", " + HTTP + "}"),
        entry(
            "POST /schedules/{name}/backfill",
            "{\"from\": \"2030-01-01T00:00:00Z\", \"to\": \"2030-01-02T00:00:00Z\"}"),
        entry("POST /schedules/preview", "{\"every\": \"PT1H\"}"),
        entry("PUT /queues/{name}", "{\"rateLimit\": {\"count\": 1, \"periodMs\": 1000}}"),
        entry("PATCH /settings", "{}"),
        entry("POST /tokens", "{\"name\": \"admin\", \"role\": \"viewer\"}"),
        entry("POST /session", "{\"token\": \"not-the-right-token-1\"}"));
  }

  private static Map.Entry<String, ObjectNode> entry(String operation, String body) {
    return Map.entry(operation, parse(body));
  }

  private static ObjectNode parse(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
