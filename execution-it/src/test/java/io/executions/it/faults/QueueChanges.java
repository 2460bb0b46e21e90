package io.executions.it.faults;

import io.executions.it.history.HostClock;
import io.executions.it.history.Limits;
import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Changes the limits of a queue again and again, that of all of it and that of each key, and keeps
 * account of them; its keys take turns most of the time. Another queue has a rate, which stays.
 */
final class QueueChanges extends Thread {
  static final String BOUND = "bound";
  static final String RATED = "rated";
  static final int STARTS = 10;
  static final int PERIOD_MS = 1000;
  static final int BURST = 4;

  private static final int MOST = 10_000;
  private static final int LONGEST_PAUSE_MS = 4000;

  private final List<ServiceNode> nodes;
  private final Random random;
  private final Limits ofQueue = Limits.always(MOST);
  private final Limits ofKey = Limits.always(MOST);
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;
  private int changes;

  QueueChanges(List<ServiceNode> nodes, Random random) {
    super("queue-changes");
    this.nodes = nodes;
    this.random = random;
  }

  /** Sets the rate, and first limits, before anything is created. */
  void begin() throws InterruptedException {
    JsonObject rate =
        Json.createObjectBuilder()
            .add("count", STARTS)
            .add("periodMs", PERIOD_MS)
            .add("burst", BURST)
            .build();
    put(RATED, Json.createObjectBuilder().add("rateLimit", rate).build(), () -> {});
    change(5, 1);
    start();
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        Thread.sleep(1500 + random.nextInt(LONGEST_PAUSE_MS));
        change(1 + random.nextInt(12), 1 + random.nextInt(3));
      }
      change(MOST, 2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sets high limits, for which the service must be up, and stops. */
  void close() throws InterruptedException {
    stopping = true;
    join();
  }

  Limits ofQueue() {
    return ofQueue;
  }

  Limits ofKey() {
    return ofKey;
  }

  int changes() {
    return changes;
  }

  Queue<String> unexpected() {
    return unexpected;
  }

  private void change(int queue, int key) throws InterruptedException {
    JsonObject settings =
        Json.createObjectBuilder()
            .add("maxConcurrent", queue)
            .add("maxConcurrentPerKey", key)
            .add("fair", random.nextInt(3) > 0)
            .build();
    long asked = HostClock.nanos();
    put(
        BOUND,
        settings,
        () -> {
          ofQueue.doubtful(queue, asked);
          ofKey.doubtful(key, asked);
        });
    long acknowledged = HostClock.nanos();
    ofQueue.change(queue, asked, acknowledged);
    ofKey.change(key, asked, acknowledged);
    changes++;
  }

  /** The node may still do what it does not answer, even after it was frozen. */
  private void put(String queue, JsonObject settings, Runnable doubt) throws InterruptedException {
    for (int turn = random.nextInt(nodes.size()); ; turn++) {
      ServiceNode node = nodes.get(turn % nodes.size());
      try {
        Answer answer = node.client().send("PUT", "api/queues/" + queue, settings.toString());
        if (answer.status() == 200) {
          return;
        }
        if (answer.status() != 503) {
          unexpected.add("%s: %d %s".formatted(node.name(), answer.status(), answer.json()));
        }
      } catch (IOException e) {
        doubt.run();
      }
      Thread.sleep(100);
    }
  }
}
