package io.executions.it.faults;

import io.executions.it.faults.application.BookHandler;
import io.executions.it.faults.application.WorkHandler;
import io.executions.it.process.Command;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** What is created: a mixture that depends on the seed and the idempotency key only. */
final class Workload {
  /** The more waits, the longer it takes to come to an end. */
  private static final int MOST_PENDING = 300;

  private static final int MOST_IN_A_BATCH = 12;

  private static final int KEYS = 7;

  private final long seed;
  private final Command command;
  private final List<ServiceNode> nodes;
  private volatile boolean ending;
  private volatile long pendingSince;
  private volatile int pending;

  /** Makes one; the command is there on some node only. */
  Workload(long seed, Command command, List<ServiceNode> nodes) {
    this.seed = seed;
    this.command = command;
    this.nodes = nodes;
  }

  /** Returns the body of a creation or of a batch, once there is not too much to do. */
  JsonObject request(String key) {
    while (!ending && pending() > MOST_PENDING) {
      pause();
    }
    Random random = new Random(seed ^ key.hashCode());
    if (random.nextInt(20) > 0) {
      return single(random);
    }
    JsonArrayBuilder items = Json.createArrayBuilder();
    for (int left = 2 + random.nextInt(MOST_IN_A_BATCH - 1); left > 0; left--) {
      items.add(single(random));
    }
    return Json.createObjectBuilder().add("items", items).build();
  }

  /** Lets all clients go on. */
  void end() {
    ending = true;
  }

  private JsonObject single(Random random) {
    int kind = random.nextInt(100);
    int flow = random.nextInt(100);
    if (kind < 8) {
      return command.request(0.05 + 0.3 * random.nextDouble());
    }
    JsonObjectBuilder request = Json.createObjectBuilder();
    JsonObjectBuilder input = Json.createObjectBuilder();
    if (kind < 30) {
      request.add("type", BookHandler.TYPE).add("maxAttempts", 100);
      input.add("millis", random.nextInt(120));
    } else {
      request.add("type", WorkHandler.TYPE);
      if (kind < 40) {
        request.add("maxAttempts", 2 + random.nextInt(3));
        input.add("millis", random.nextInt(300)).add("unsteady", true);
      } else if (kind < 46) {
        request.add("timeoutMs", 200 + random.nextInt(400));
        input.add("millis", 4000);
      } else if (kind < 68) {
        // long enough to be cancelled, or to be there when its node breaks
        input.add("millis", 2500 + random.nextInt(4000));
      } else {
        input.add("millis", random.nextInt(500));
      }
    }
    if (flow < 30) {
      request.add("queue", QueueChanges.BOUND).add("concurrencyKey", "key " + flow % KEYS);
    } else if (flow < 40) {
      request.add("queue", QueueChanges.RATED);
    }
    if (random.nextInt(10) == 0) {
      request.add("runAt", Instant.now().plusMillis(500 + random.nextInt(5000)).toString());
    }
    return request.add("input", input).build();
  }

  private synchronized int pending() {
    if (System.nanoTime() - pendingSince > 1_000_000_000L) {
      pendingSince = System.nanoTime();
      for (ServiceNode node : nodes) {
        try {
          if (!node.disturbed()) {
            pending = node.client().get("api/stats").json().getInt("pending", 0);
            break;
          }
        } catch (IOException e) {
          // another node may know
        }
      }
    }
    return pending;
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
