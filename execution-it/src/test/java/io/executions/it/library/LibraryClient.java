package io.executions.it.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A client of {@link LibraryResource}. */
final class LibraryClient {
  private static final Duration MOST = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI root;

  LibraryClient(URI application) {
    root = application.resolve("app/");
  }

  URI address(String path) {
    return root.resolve(path);
  }

  static String newEntry() {
    return UUID.randomUUID().toString();
  }

  /** Returns the path that creates an execution which books that entry and ends so. */
  static String creation(String entry, String end) {
    return "create?end=%s&entry=%s".formatted(end, entry);
  }

  /** Waits until the service inside has its database. */
  void awaitReadiness() {
    Awaitility.await().atMost(MOST).until(() -> send("GET", "total").join().statusCode() == 200);
  }

  JsonNode awaitEnd(String id) {
    return await(id, execution -> execution.get("status").asText().endsWith("ed"));
  }

  JsonNode await(String id, String status) {
    return await(id, execution -> execution.get("status").asText().equals(status));
  }

  JsonNode await(String id, Predicate<JsonNode> condition) {
    return Awaitility.await()
        .atMost(MOST)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> get("executions/" + id), condition);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return new ObjectMapper().readTree(ok(send("GET", path).join()));
  }

  String post(String path) {
    return ok(send("POST", path).join());
  }

  String post(String path, String json) {
    return ok(sendJson(path, json).join());
  }

  /** Posts until it is accepted, as it is once the cluster has a node that handles the type. */
  String awaitAccepted(String path, String json) {
    return Awaitility.await()
        .atMost(MOST)
        .until(() -> sendJson(path, json).join(), answer -> answer.statusCode() == 200)
        .body();
  }

  CompletableFuture<HttpResponse<String>> send(String method, String path) {
    return http.sendAsync(
        HttpRequest.newBuilder(root.resolve(path)).method(method, BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> sendJson(String path, String json) {
    return http.sendAsync(
        HttpRequest.newBuilder(root.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  private static String ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    return answer.body();
  }
}
