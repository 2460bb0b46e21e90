package io.executions.it.faults;

import io.executions.it.faults.application.WorkHandler;
import io.executions.it.history.HistoryEntry;
import io.executions.it.history.HistoryEntry.Event;
import io.executions.it.history.HostClock;
import io.executions.it.history.NodeHistory;
import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Cancels running executions by way of other nodes than those that run them. */
final class Cancellations extends Thread {
  /** The poll interval of the nodes, two seconds, and what a busy host takes for the rest. */
  private static final Duration MOST_UNTIL_TOLD = Duration.ofMillis(3000);

  private static final Set<Integer> EXPECTED = Set.of(200, 202, 409, 503);
  private static final JsonObject NOTHING = JsonValue.EMPTY_JSON_OBJECT;

  private final List<ServiceNode> nodes;
  private final Random random;
  private final Queue<Request> accepted = new ConcurrentLinkedQueue<>();
  private final Set<Long> ids = ConcurrentHashMap.newKeySet();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;

  private record Request(long id, int attempt, String node, long acceptedAt) {}

  /**
   * What became of the cancellations.
   *
   * @param millis how long it took until each handler was told, ascending
   * @param late those that should have been told and were not, in words
   */
  record Delays(List<Long> millis, List<String> late) {}

  Cancellations(List<ServiceNode> nodes, Random random) {
    super("cancellations");
    this.nodes = nodes;
    this.random = random;
  }

  @Override
  public void run() {
    try {
      while (!stopping) {
        Thread.sleep(700 + random.nextInt(800));
        int by = random.nextInt(nodes.size());
        try {
          cancelOneOfAnother(nodes.get(by));
        } catch (IOException e) {
          // this node cannot do it now
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() throws InterruptedException {
    stopping = true;
    join();
  }

  /** Returns the ids of all that somebody asked to cancel. */
  Set<Long> ids() {
    return ids;
  }

  Queue<String> unexpected() {
    return unexpected;
  }

  private void cancelOneOfAnother(ServiceNode node) throws IOException {
    Answer list =
        node.client().get("api/executions?limit=100&status=running&type=" + WorkHandler.TYPE);
    if (list.status() != 200) {
      return;
    }
    for (JsonObject each : list.json().getJsonArray("items").getValuesAs(JsonObject.class)) {
      boolean isLong = each.getJsonObject("input").getInt("millis") > 2000;
      if (isLong && !each.containsKey("timeoutMs") && !each.getString("node").equals(node.name())) {
        cancel(node, each);
        return;
      }
    }
  }

  private void cancel(ServiceNode by, JsonObject execution) throws IOException {
    long id = execution.getJsonNumber("id").longValue();
    ids.add(id);
    Answer answer = by.client().post("api/executions/%d/cancel".formatted(id), NOTHING);
    if (answer.status() == 202) {
      JsonObject now = answer.json();
      accepted.add(
          new Request(id, now.getInt("attempt"), now.getString("node"), HostClock.nanos()));
    } else if (!EXPECTED.contains(answer.status())) {
      unexpected.add("%s: %d %s".formatted(by.name(), answer.status(), answer.json()));
    }
  }

  /** Tells how long it took; where the node or the database was broken meanwhile, that is moot. */
  Delays delays(List<NodeHistory> histories) {
    Map<Event, Map<String, Long>> times = new EnumMap<>(Event.class);
    for (Event event : Event.values()) {
      times.put(event, new HashMap<>());
    }
    for (NodeHistory history : histories) {
      for (HistoryEntry entry : history.entries()) {
        times.get(entry.event()).put(entry.id() + "/" + entry.attempt(), entry.nanos());
      }
    }
    List<Long> millis = new ArrayList<>();
    List<String> late = new ArrayList<>();
    for (Request request : accepted) {
      String key = request.id() + "/" + request.attempt();
      long due = request.acceptedAt() + MOST_UNTIL_TOLD.toNanos();
      Optional<Long> told = Optional.ofNullable(times.get(Event.TOLD).get(key));
      // What was killed shows as running until another node finds that out.
      long began =
          Math.min(
              request.acceptedAt() - 2_000_000_000L,
              times.get(Event.START).getOrDefault(key, Long.MAX_VALUE));
      boolean ran = times.get(Event.START).containsKey(key);
      boolean untroubled =
          nodes.stream()
              .filter(node -> node.name().equals(request.node()))
              .noneMatch(
                  node -> node.wasTroubled(began, due) || !ran && node.hadLostCommits(began, due));
      if (untroubled) {
        told.ifPresent(at -> millis.add(Math.max(0, (at - request.acceptedAt()) / 1_000_000)));
        long over = told.orElse(times.get(Event.END).getOrDefault(key, Long.MAX_VALUE));
        if (over > due) {
          late.add("%s was not told in time".formatted(request));
        }
      }
    }
    millis.sort(null);
    return new Delays(millis, late);
  }
}
