package io.executions.it.process;

import io.executions.it.process.ServiceClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Clients that create executions one after the other. Each creation has an idempotency key and is
 * repeated until it is acknowledged, so that in the end there is exactly one execution for each
 * key.
 */
final class CreationLoad {
  private static final int MOST_OPEN_SECONDS = 120;

  private final ServiceClient client;
  private final Function<String, JsonObject> requests;
  private final Duration pause;
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Answer> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger replayed = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  private CreationLoad(
      ServiceClient client, Duration pause, Function<String, JsonObject> requests) {
    this.client = client;
    this.pause = pause;
    this.requests = requests;
  }

  /**
   * Starts so many clients.
   *
   * @param pause of each client after each creation
   * @param requests makes a creation's body for its idempotency key
   */
  static CreationLoad start(
      ServiceClient client, int clients, Duration pause, Function<String, JsonObject> requests) {
    CreationLoad load = new CreationLoad(client, pause, requests);
    for (int number = 1; number <= clients; number++) {
      String name = "client-" + number;
      Thread thread = new Thread(() -> load.createUntilStopped(name), name);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  /** Returns the ids by idempotency key. */
  Map<String, Long> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  Set<Long> ids() {
    return Set.copyOf(acknowledged.values());
  }

  /** Returns all answers with status 503. */
  List<Answer> refusals() {
    return List.copyOf(refusals);
  }

  /** Returns how many requests got no answer, or only a part of one. */
  int unanswered() {
    return unanswered.get();
  }

  /** Returns how many creations had been done already when they were repeated. */
  int replayed() {
    return replayed.get();
  }

  /** Returns answers that are neither 201 nor one that says to try again later. */
  List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  /** Stops when each client's last creation is acknowledged, for which the service must be up. */
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join(MOST_OPEN_SECONDS * 1000L);
      if (thread.isAlive()) {
        unexpected.add(thread.getName() + " got no acknowledgement");
        thread.interrupt();
      }
    }
  }

  private void createUntilStopped(String name) {
    try {
      for (int number = 1; !stopping; number++) {
        create(name + "-" + number);
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void create(String key) throws InterruptedException {
    JsonObject request = requests.apply(key);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        if (take(key, client.post("/api/executions", request, "Idempotency-Key", key))) {
          return;
        }
      } catch (IOException e) {
        unanswered.incrementAndGet();
      }
      Thread.sleep(100);
    }
  }

  private boolean take(String key, Answer answer) {
    switch (answer.status()) {
      case 201 -> {
        acknowledged.put(key, answer.id());
        if (answer.header("Idempotency-Replayed") != null) {
          replayed.incrementAndGet();
        }
        return true;
      }
      case 503 -> refusals.add(answer);
      default -> {
        boolean keyBusy = answer.status() == 409 && answer.header("Retry-After") != null;
        if (!keyBusy) {
          unexpected.add("%s: %d %s".formatted(key, answer.status(), answer.body()));
        }
      }
    }
    return false;
  }
}
