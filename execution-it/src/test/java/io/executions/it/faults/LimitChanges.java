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

/** Changes the cluster-wide limit again and again, and keeps account of it. */
final class LimitChanges extends Thread {
  private static final int[] LIMITS = {1, 5, 200, 12, 3, 50};
  private static final int LAST = 200;

  private final List<ServiceNode> nodes;
  private final Random random;
  private final Limits limits;
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;
  private int changes;

  LimitChanges(List<ServiceNode> nodes, Random random, int first) {
    super("limit-changes");
    this.nodes = nodes;
    this.random = random;
    this.limits = Limits.always(first);
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        Thread.sleep(1500 + random.nextInt(4000));
        change(LIMITS[random.nextInt(LIMITS.length)]);
      }
      change(LAST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sets a last, high limit, for which the service must be up, and stops. */
  Limits close() throws InterruptedException {
    stopping = true;
    join();
    return limits;
  }

  int changes() {
    return changes;
  }

  Queue<String> unexpected() {
    return unexpected;
  }

  private void change(int limit) throws InterruptedException {
    JsonObject change = Json.createObjectBuilder().add("maxConcurrentExecutions", limit).build();
    long asked = HostClock.nanos();
    for (int turn = random.nextInt(nodes.size()); ; turn++) {
      ServiceNode node = nodes.get(turn % nodes.size());
      try {
        Answer answer = node.client().patch("api/settings", change);
        if (answer.status() == 200) {
          limits.change(limit, asked, HostClock.nanos());
          changes++;
          return;
        }
        if (answer.status() != 503) {
          unexpected.add("%s: %d %s".formatted(node.name(), answer.status(), answer.json()));
        }
      } catch (IOException e) {
        // The node may still do it, even after it was frozen; which is doubt, not a fault.
        limits.doubtful(limit, asked);
      }
      Thread.sleep(100);
    }
  }
}
