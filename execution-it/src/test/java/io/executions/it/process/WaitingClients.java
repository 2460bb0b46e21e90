package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Clients that wait, for some seconds, for an execution that is not due for centuries. Closing
 * cancels it.
 */
final class WaitingClients implements AutoCloseable {
  private static final int CLIENTS = 5;
  private static final int WAIT_SECONDS = 5;

  /** On a slow machine; less than what the driver waits for a database that hangs. */
  private static final Duration MOST = Duration.ofSeconds(20);

  private static final String[] KEY = {"Idempotency-Key", "waited-for"};
  private static final JsonObject LATER =
      Json.createObjectBuilder()
          .add("type", "http")
          .add("input", Json.createObjectBuilder().add("url", "http://127.0.0.1:9/"))
          .add("runAt", "2999-01-01T00:00:00Z")
          .build();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<CompletableFuture<Duration>> waits = new ArrayList<>();
  private final ServiceClient client;
  private final long execution;

  /** Creates the execution. */
  WaitingClients(ServiceClient client) throws IOException {
    this.client = client;
    this.execution = client.post("api/executions", LATER, KEY).id();
  }

  /** Lets them begin, and returns when others have been answered who came by the same way later. */
  void begin() throws IOException {
    for (int number = 0; number < CLIENTS; number++) {
      waits.add(CompletableFuture.supplyAsync(this::waitForIt, threads));
    }
    for (int number = 0; number < 20; number++) {
      client.post("api/executions", LATER, KEY);
    }
  }

  /** Returns how long the answer took; null if the database was away before the wait began. */
  private Duration waitForIt() {
    long start = System.nanoTime();
    try {
      Answer answer =
          client.post("api/executions", LATER, KEY[0], KEY[1], "Prefer", "wait=" + WAIT_SECONDS);
      return answer.status() == 201 ? Duration.ofNanos(System.nanoTime() - start) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void assertAnsweredInTime() {
    List<Duration> took =
        waits.stream().map(CompletableFuture::join).filter(Objects::nonNull).toList();
    assertThat(took)
        .isNotEmpty()
        .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(WAIT_SECONDS), MOST));
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    Answer cancelled =
        client.post("api/executions/%d/cancel".formatted(execution), JsonValue.EMPTY_JSON_OBJECT);
    assertThat(cancelled.status()).isEqualTo(200);
  }
}
