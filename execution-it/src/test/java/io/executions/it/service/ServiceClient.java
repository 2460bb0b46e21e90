package io.executions.it.service;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Talks to the service over REST, with a token. An {@link IOException} means that no answer came.
 * Thread-safe.
 */
public final class ServiceClient {
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Duration MOST_WAIT = Duration.ofMinutes(1);

  private final HttpClient http;
  private final URI application;
  private final String token;
  private final Duration most;

  /**
   * What came back.
   *
   * @param json the body, which is empty where there was none in JSON
   */
  public record Answer(int status, HttpHeaders headers, String body, JsonObject json) {
    /** Returns a header, or null where it is not there. */
    public String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    private static Answer of(HttpResponse<String> response) {
      String type = response.headers().firstValue("Content-Type").orElse("");
      boolean json = type.contains("json") && !response.body().isEmpty();
      return new Answer(
          response.statusCode(),
          response.headers(),
          response.body(),
          json ? object(response.body()) : JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject object(String text) {
      try (var reader = Json.createReader(new StringReader(text))) {
        return reader.readObject();
      }
    }

    public long id() {
      return json().getJsonNumber("id").longValue();
    }

    /** Returns the ids of what was created, alone or in a batch. */
    public List<Long> ids() {
      return json().containsKey("ids")
          ? json().getJsonArray("ids").getValuesAs(JsonNumber.class).stream()
              .map(JsonNumber::longValue)
              .toList()
          : List.of(id());
    }
  }

  /** Makes one for the application at that address, which ends with a slash. */
  public ServiceClient(URI application, String token) {
    this(application, token, MOST);
  }

  private ServiceClient(URI application, String token, Duration most) {
    this.http =
        HttpClient.newBuilder().connectTimeout(most).version(HttpClient.Version.HTTP_1_1).build();
    this.application = application;
    this.token = token;
    this.most = most;
  }

  /** Returns one that waits no longer than that for an answer. */
  public ServiceClient within(Duration other) {
    return new ServiceClient(application, token, other);
  }

  public URI application() {
    return application;
  }

  public Answer get(String path) throws IOException {
    return send("GET", path, "");
  }

  /** Posts without a body. */
  public Answer post(String path) throws IOException {
    return send("POST", path, "");
  }

  /** Posts a body; {@code headers} are names and values in turn. */
  public Answer post(String path, JsonValue body, String... headers) throws IOException {
    return send("POST", path, body.toString(), headers);
  }

  /** Posts JSON; {@code headers} are names and values in turn. */
  public Answer post(String path, String json, String... headers) throws IOException {
    return send("POST", path, json, headers);
  }

  public Answer patch(String path, JsonValue body) throws IOException {
    return send("PATCH", path, body.toString());
  }

  /** Sends a body of JSON, if any; {@code headers} replace those that it has by itself. */
  public Answer send(String method, String path, String body, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(application.resolve(path))
            .timeout(most)
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
      return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  public JsonObject execution(long id) throws IOException {
    Answer answer = get("api/executions/" + id);
    if (answer.status() != 200) {
      throw new IllegalStateException("Execution %d: %d".formatted(id, answer.status()));
    }
    return answer.json();
  }

  /** Returns the execution as soon as the service answers, as it may be down. */
  public JsonObject awaitExecution(long id) {
    return await("execution " + id)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> get("api/executions/" + id), answer -> answer.status() == 200)
        .json();
  }

  /**
   * Returns all executions, page by page; {@code query} narrows them, such as {@code type=http}.
   */
  public List<JsonObject> executions(String query) throws IOException {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = get("api/executions?limit=500&" + query + cursor).json();
      all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      String next = page.getString("nextCursor", null);
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return all;
  }

  /** Returns the one node of the cluster that polls, as the service shows it. */
  public JsonObject pollingNode() throws IOException {
    return get("api/status").json().getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
        .filter(node -> node.getString("state").equals("polling"))
        .findFirst()
        .orElseThrow();
  }

  public void awaitReady() {
    await()
        .atMost(MOST_WAIT)
        .ignoreExceptions()
        .until(() -> get("api/health/ready").status() == 200);
  }

  /** Waits for a status; fails at once when it ended with another. */
  public void awaitStatus(long id, String status) {
    await()
        .atMost(MOST_WAIT)
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

  public void awaitAttempt(long id, int attempt) {
    await().atMost(MOST_WAIT).until(() -> execution(id).getInt("attempt") == attempt);
  }
}
