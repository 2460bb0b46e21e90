package io.executions.it.servers;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Talks to the service over REST, with a token. An {@link IOException}: no answer came. */
final class ServiceClient {
  private static final Duration MOST = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(MOST).version(HttpClient.Version.HTTP_1_1).build();
  private final URI application;
  private final String token;

  /** What came back. */
  record Answer(int status, HttpHeaders headers, String body) {
    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    JsonObject json() {
      try (var reader = Json.createReader(new StringReader(body))) {
        return reader.readObject();
      }
    }
  }

  /** Takes the application's address, with a slash at its end. */
  ServiceClient(URI application, String token) {
    this.application = application;
    this.token = token;
  }

  Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  /** Posts JSON; {@code headers} are names and values in turn. */
  Answer post(String path, String json, String... headers) throws IOException {
    return send("POST", path, json, headers);
  }

  Answer send(String method, String path, String body, String... headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(application.resolve(path))
            .timeout(MOST)
            .header("Authorization", "Bearer " + token)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  JsonObject execution(long id) throws IOException {
    return get("api/executions/" + id).json();
  }

  /** Returns the one node of the cluster that polls, as the service shows it. */
  JsonObject pollingNode() throws IOException {
    return get("api/status").json().getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
        .filter(node -> node.getString("state").equals("polling"))
        .findFirst()
        .orElseThrow();
  }

  void awaitReady() {
    await().atMost(MOST).ignoreExceptions().until(() -> get("api/health/ready").status() == 200);
  }

  /** Waits for a status; fails at once when it ended with another. */
  void awaitStatus(long id, String status) {
    await()
        .atMost(MOST)
        .untilAsserted(
            () -> {
              JsonObject execution = execution(id);
              boolean ended = execution.containsKey("finishedAt");
              if (!execution.getString("status").equals(status)) {
                String message = "not " + status + ": " + execution;
                throw ended ? new IllegalStateException(message) : new AssertionError(message);
              }
            });
  }

  void awaitAttempt(long id, int attempt) {
    await().atMost(MOST).until(() -> execution(id).getInt("attempt") == attempt);
  }
}
