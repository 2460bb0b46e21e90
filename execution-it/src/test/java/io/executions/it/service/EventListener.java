package io.executions.it.service;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A client that listens to server-sent events on a thread of its own. Thread-safe. */
public final class EventListener implements AutoCloseable {
  private static final Duration MOST = Duration.ofMinutes(1);

  /** One event, as it was dispatched. */
  public record Event(String id, String name, String data) {
    public JsonObject json() {
      try (var reader = Json.createReader(new StringReader(data))) {
        return reader.readObject();
      }
    }

    public long execution() {
      return json().getJsonNumber("id").longValue();
    }

    public int revision() {
      return json().getInt("revision");
    }
  }

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final HttpResponse<InputStream> response;
  private volatile String lastId;
  private volatile boolean ended;

  private EventListener(HttpResponse<InputStream> response) {
    this.response = response;
    Thread reader = new Thread(this::read, "listens to events");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Begins to listen.
   *
   * @param query such as {@code ?type=work}
   * @param lastId behind which event; null for what comes from now on
   */
  public static EventListener at(URI application, String token, String query, String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(application.resolve("api/events" + query))
            .header("Authorization", "Bearer " + token);
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new EventListener(http.send(request.build(), BodyHandlers.ofInputStream()));
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** Returns all that came, in order. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Returns the id that stands for all that came; waits until there is one. */
  public String lastId() {
    await().atMost(MOST).until(() -> lastId != null);
    return lastId;
  }

  /** Waits until so much has come. */
  public List<Event> awaitEvents(Predicate<List<Event>> enough) {
    await().atMost(MOST).pollInterval(Duration.ofMillis(20)).until(() -> enough.test(events()));
    return events();
  }

  /** Returns whether the answer has come to its end, or was broken off. */
  public boolean ended() {
    return ended;
  }

  private void read() {
    String id = null;
    String name = null;
    String data = null;
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty()) {
          if (data != null) {
            events.add(new Event(id, name, data));
          }
          lastId = id;
          name = null;
          data = null;
        }
      }
    } catch (IOException e) {
      // It was broken off; what came until then is what counts.
      data = null;
    }
    ended = true;
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
