package io.executions.it.process;

import io.executions.it.history.HostClock;
import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
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
 * repeated, at another node if there is one, until it is acknowledged; so in the end each key has
 * been created exactly once.
 */
public final class CreationLoad {
  private static final int MOST_OPEN_SECONDS = 120;

  private final List<ServiceClient> nodes;
  private final Function<String, JsonObject> requests;
  private final Duration pause;
  private final Map<String, List<Long>> acknowledged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Unexpected> unexpected = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Answer> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger replayed = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /** An answer that is neither an acknowledgement nor one that says to try again later. */
  public record Unexpected(String key, URI node, Answer answer, long nanos) {}

  private CreationLoad(
      List<ServiceClient> nodes, Duration pause, Function<String, JsonObject> requests) {
    this.nodes = nodes;
    this.pause = pause;
    this.requests = requests;
  }

  /**
   * Starts so many clients.
   *
   * @param pause of each client after each creation
   * @param requests makes the body of a creation, or of a batch, for its idempotency key
   */
  static CreationLoad start(
      ServiceClient client, int clients, Duration pause, Function<String, JsonObject> requests) {
    return start(List.of(client), clients, pause, requests);
  }

  /** Starts so many clients of a cluster, the first at its first node and so on. */
  public static CreationLoad start(
      List<ServiceClient> nodes,
      int clients,
      Duration pause,
      Function<String, JsonObject> requests) {
    CreationLoad load = new CreationLoad(nodes, pause, requests);
    for (int number = 1; number <= clients; number++) {
      String name = "client-" + number;
      int first = number - 1;
      Thread thread = new Thread(() -> load.createUntilStopped(name, first), name);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  /** Returns the idempotency keys of what was acknowledged. */
  public Set<String> keys() {
    return Set.copyOf(acknowledged.keySet());
  }

  /** Returns the ids of what was acknowledged, as often as they were. */
  public List<Long> ids() {
    return acknowledged.values().stream().flatMap(List::stream).toList();
  }

  /** Returns the ids of what was acknowledged for that key; none if nothing was. */
  List<Long> ids(String key) {
    return acknowledged.getOrDefault(key, List.of());
  }

  /** Returns all answers with status 503. */
  public List<Answer> refusals() {
    return List.copyOf(refusals);
  }

  /** Returns how many requests got no answer, or only a part of one. */
  public int unanswered() {
    return unanswered.get();
  }

  /** Returns how many creations had been done already when they were repeated. */
  public int replayed() {
    return replayed.get();
  }

  /** Returns answers that are neither 201 nor one that says to try again later. */
  public List<Unexpected> unexpected() {
    return List.copyOf(unexpected);
  }

  /** Stops when each client's last creation is acknowledged, for which the service must be up. */
  public void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join(MOST_OPEN_SECONDS * 1000L);
      if (thread.isAlive()) {
        unexpected.add(new Unexpected(thread.getName(), null, null, HostClock.nanos()));
        thread.interrupt();
      }
    }
  }

  /** Stops at once, whatever is acknowledged, because the service will not come back. */
  void abandon() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  private void createUntilStopped(String name, int first) {
    try {
      int node = first;
      for (int number = 1; !stopping; number++) {
        node = create(name + "-" + number, node);
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Creates one, first at that node, and returns the node that took it. */
  private int create(String key, int first) throws InterruptedException {
    JsonObject request = requests.apply(key);
    String path = request.containsKey("items") ? "api/executions/batch" : "api/executions";
    int node = first;
    while (!Thread.currentThread().isInterrupted()) {
      ServiceClient client = nodes.get(node % nodes.size());
      try {
        Answer answer = client.post(path, request, "Idempotency-Key", key);
        if (take(key, client, answer)) {
          return node;
        }
      } catch (IOException e) {
        unanswered.incrementAndGet();
      }
      node++;
      Thread.sleep(100);
    }
    return node;
  }

  private boolean take(String key, ServiceClient client, Answer answer) {
    switch (answer.status()) {
      case 201 -> {
        acknowledged.put(key, answer.ids());
        if (answer.header("Idempotency-Replayed") != null) {
          replayed.incrementAndGet();
        }
        return true;
      }
      case 503 -> refusals.add(answer);
      default -> {
        boolean later = answer.status() == 409 || answer.status() == 429;
        if (!later || answer.header("Retry-After") == null) {
          unexpected.add(new Unexpected(key, client.application(), answer, HostClock.nanos()));
        }
      }
    }
    return false;
  }
}
