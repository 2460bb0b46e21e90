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

  /** Nothing can be where an id is none. */
  private static boolean isRefused(Broken request, Answer answer) {
    return place(request).equals("path")
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
      return client.send(parts[0], path.replace("{id}", "1"), BodyPublishers.noBody());
    }
    return client
        .with("Content-Type", "application/json")
        .send(parts[0], path.replace("{id}", "1"), BodyPublishers.ofString(text));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, ObjectNode> bodies() {
    return Map.of(
        "POST /executions", parse("{" + Service.later() + "}"),
        "POST /executions/batch", parse("{\"items\": [{" + Service.later() + "}]}"),
        "PATCH /executions/{id}", parse("{}"),
        "POST /executions/cancel", parse("{\"ids\": [1]}"),
        "POST /executions/retry", parse("{\"filter\": {\"type\": \"t\"}}"),
        "POST /executions/delete", parse("{\"ids\": [1]}"),
        "PATCH /settings", parse("{}"),
        "POST /tokens", parse("{\"name\": \"admin\", \"role\": \"viewer\"}"),
        "POST /session", parse("{\"token\": \"not-the-right-token-1\"}"));
  }

  private static ObjectNode parse(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
