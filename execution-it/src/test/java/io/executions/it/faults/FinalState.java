package io.executions.it.faults;

import io.executions.it.faults.application.BookHandler;
import io.executions.it.history.Bound;
import io.executions.it.history.HistoryEntry;
import io.executions.it.history.Limits;
import io.executions.it.history.NodeHistory;
import io.executions.it.service.ServiceClient;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** What the service says in the end, held against what was asked for and what really ran. */
final class FinalState {
  private final Map<Long, JsonObject> executions = new TreeMap<>();
  private final List<String> breaches = new ArrayList<>();
  private final ServiceClient client;

  /** Reads all executions. */
  FinalState(ServiceClient client) throws IOException {
    this.client = client;
    for (JsonObject execution : client.executions("")) {
      executions.put(execution.getJsonNumber("id").longValue(), execution);
    }
  }

  int size() {
    return executions.size();
  }

  long attempts() {
    return executions.values().stream().mapToLong(each -> each.getInt("attempt")).sum();
  }

  /** Returns the limits of the queue whose limits were changed, and of each of its keys. */
  List<Bound> bounds(Limits ofQueue, Limits ofKey) {
    Map<String, Set<Long>> groups = new TreeMap<>();
    executions.forEach(
        (id, execution) -> {
          if (execution.getString("queue").equals(QueueChanges.BOUND)) {
            groups.computeIfAbsent("", queue -> new HashSet<>()).add(id);
            groups
                .computeIfAbsent(execution.getString("concurrencyKey"), key -> new HashSet<>())
                .add(id);
          }
        });
    return groups.entrySet().stream()
        .map(
            each ->
                new Bound(
                    "Of the queue, " + each.getKey(),
                    each.getKey().isEmpty() ? ofQueue : ofKey,
                    each.getValue()))
        .toList();
  }

  /** Returns the ids of what completed. */
  Set<Long> completed() {
    Set<Long> completed = new HashSet<>();
    executions.forEach(
        (id, execution) -> {
          if (status(execution).equals("completed")) {
            completed.add(id);
          }
        });
    return completed;
  }

  /** Checks that there is what was acknowledged, nothing else, and that all has ended as it may. */
  List<String> breaches(
      Collection<Long> acknowledged, Set<Long> cancelled, List<NodeHistory> histories)
      throws IOException {
    if (new HashSet<>(acknowledged).size() != acknowledged.size()) {
      breach("Different keys got the same execution");
    }
    Set<Long> lost = new TreeSet<>(acknowledged);
    lost.removeAll(executions.keySet());
    Set<Long> surplus = new TreeSet<>(executions.keySet());
    surplus.removeAll(acknowledged);
    if (!lost.isEmpty() || !surplus.isEmpty()) {
      breach("Acknowledged and lost: %s; created by nobody: %s", lost, surplus);
    }
    executions.forEach((id, execution) -> checkEnd(execution, cancelled.contains(id), histories));
    checkAttempts(histories);
    return breaches;
  }

  private void checkEnd(JsonObject execution, boolean cancelled, List<NodeHistory> histories) {
    boolean fails =
        execution.containsKey("timeoutMs")
            || execution.getJsonObject("input").getBoolean("unsteady", false);
    switch (status(execution)) {
      case "completed" -> {
        if (execution.containsKey("timeoutMs") && !wasFrozenBeyondItsTime(execution, histories)) {
          breach("Completed though its time was over: %s", execution);
        }
      }
      case "failed" -> {
        if (!fails) {
          breach("Failed without a reason: %s", execution);
        }
      }
      case "cancelled" -> {
        if (!cancelled) {
          breach("Cancelled by nobody: %s", execution);
        }
      }
      default -> breach("Has not ended: %s", execution);
    }
  }

  /** Where its process stood still, a handler may return before its time-out can interrupt it. */
  private static boolean wasFrozenBeyondItsTime(JsonObject execution, List<NodeHistory> histories) {
    long id = execution.getJsonNumber("id").longValue();
    Duration timeout = Duration.ofMillis(execution.getInt("timeoutMs"));
    return histories.stream()
        .anyMatch(history -> history.frozeBeyond(id, execution.getInt("attempt"), timeout));
  }

  /** Of those with one attempt that completed there is nothing more to know. */
  private void checkAttempts(List<NodeHistory> histories) throws IOException {
    Map<Long, Set<Integer>> ran = new HashMap<>();
    for (NodeHistory history : histories) {
      for (HistoryEntry entry : history.entries()) {
        ran.computeIfAbsent(entry.id(), id -> new TreeSet<>()).add(entry.attempt());
      }
    }
    for (Map.Entry<Long, JsonObject> each : executions.entrySet()) {
      JsonObject execution = each.getValue();
      Set<Integer> here = ran.getOrDefault(each.getKey(), Set.of());
      int last = execution.getInt("attempt");
      if (here.stream().anyMatch(attempt -> attempt > last)) {
        breach("Attempts %s ran of %s", here, execution);
      }
      if (status(execution).equals("completed") && !here.contains(last)) {
        breach("Its last attempt did not run: %s", execution);
      }
      if (last > 1 || !status(execution).equals("completed")) {
        checkAttempts(execution, last);
      }
    }
  }

  private void checkAttempts(JsonObject execution, int last) throws IOException {
    List<JsonObject> items =
        client
            .get("api/executions/%d/attempts".formatted(execution.getJsonNumber("id").longValue()))
            .json()
            .getJsonArray("items")
            .getValuesAs(JsonObject.class);
    List<Integer> numbers = items.stream().map(item -> item.getInt("attempt")).toList();
    if (!numbers.equals(IntStream.rangeClosed(1, last).boxed().toList())) {
      breach("Has attempts %s: %s", numbers, execution);
      return;
    }
    long failures =
        items.stream().filter(item -> outcome(item).matches("failed|timed_out")).count();
    int mayFail = execution.getInt("maxAttempts");
    if (failures > mayFail || status(execution).equals("failed") && failures != mayFail) {
      breach("Failed %d times: %s", failures, execution);
    }
    if (status(execution).equals("completed")
        && !outcome(items.get(last - 1)).equals("completed")) {
      breach("Its last attempt is %s: %s", items.get(last - 1), execution);
    }
  }

  /** Compares what transactional handlers did with what is completed. */
  List<String> transactionalBreaches(DatabaseRows rows) {
    List<String> differences = new ArrayList<>();
    Set<String> booked = new TreeSet<>();
    Map<Long, Long> counted = new TreeMap<>();
    executions.forEach(
        (id, execution) -> {
          if (execution.getString("type").equals(BookHandler.TYPE)
              && status(execution).equals("completed")) {
            booked.add(id + "/" + execution.getInt("attempt"));
            counted.merge(id % BookHandler.COUNTERS, 1L, Long::sum);
          }
        });
    Set<String> effects = new TreeSet<>();
    rows.rows("SELECT execution_id, attempt FROM effect")
        .forEach(row -> effects.add(row.get(0) + "/" + row.get(1)));
    if (!effects.equals(booked)) {
      Set<String> missing = new TreeSet<>(booked);
      missing.removeAll(effects);
      effects.removeAll(booked);
      differences.add("Completed without effect: %s; not so: %s".formatted(missing, effects));
    }
    for (List<String> row : rows.rows("SELECT id, n FROM counter")) {
      long expected = counted.getOrDefault(Long.parseLong(row.get(0)), 0L);
      if (Long.parseLong(row.get(1)) != expected) {
        differences.add("Counter %s, but %d completed".formatted(row, expected));
      }
    }
    return differences;
  }

  /** Returns how many executions there are of each type and status. */
  Map<String, Integer> figures() {
    Map<String, Integer> figures = new TreeMap<>();
    executions
        .values()
        .forEach(
            each -> figures.merge(each.getString("type") + " " + status(each), 1, Integer::sum));
    return figures;
  }

  private static String status(JsonObject execution) {
    return execution.getString("status");
  }

  private static String outcome(JsonObject attempt) {
    return attempt.getString("outcome", "");
  }

  private void breach(String format, Object... values) {
    breaches.add(format.formatted(values));
  }
}
