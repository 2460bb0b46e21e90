package io.executions.it.process;

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
 * Talks to the service over REST. An {@link IOException} means that no answer came. Thread-safe.
 */
public final class ServiceClient {
  private static final Duration MOST = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI address;
  private final String token;
  private final Duration most;

  /** What came back. The body is empty where there was none in JSON. */
  public record Answer(int status, HttpHeaders headers, JsonObject body) {
    public String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    public long id() {
      return body.getJsonNumber("id").longValue();
    }

    /** Returns the ids of what was created, alone or in a batch. */
    List<Long> ids() {
      return body.containsKey("ids")
          ? body.getJsonArray("ids").getValuesAs(JsonNumber.class).stream()
              .map(JsonNumber::longValue)
              .toList()
          : List.of(id());
    }
  }

  ServiceClient(URI address, String token) {
    this(address, token, MOST);
  }

  private ServiceClient(URI address, String token, Duration most) {
    this.http =
        HttpClient.newBuilder().connectTimeout(most).version(HttpClient.Version.HTTP_1_1).build();
    this.address = address;
    this.token = token;
    this.most = most;
  }

  /** Returns one that waits no longer than that for an answer. */
  public ServiceClient within(Duration other) {
    return new ServiceClient(address, token, other);
  }

  public URI address() {
    return address;
  }

  public Answer get(String path) throws IOException {
    return send(request(path).GET());
  }

  /** Posts a body; {@code headers} are names and values in turn. */
  public Answer post(String path, JsonValue body, String... headers) throws IOException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer patch(String path, JsonValue body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body.toString())));
  }

  public JsonObject execution(long id) throws IOException {
    return await("execution " + id)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> get("/api/executions/" + id), answer -> answer.status() == 200)
        .body();
  }

  /**
   * Returns all executions, page by page; {@code query} narrows them, such as {@code type=http}.
   */
  public List<JsonObject> executions(String query) throws IOException {
    List<JsonObject> all = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = get("/api/executions?limit=500&" + query + cursor).body();
      all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      String next = page.getString("nextCursor", null);
      cursor = next == null ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return all;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .timeout(most)
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), json(response));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static JsonObject json(HttpResponse<String> response) {
    boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
    if (!json || response.body().isEmpty()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try (var reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }
}
