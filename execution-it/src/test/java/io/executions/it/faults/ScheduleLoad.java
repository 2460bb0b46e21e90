package io.executions.it.faults;

import static org.awaitility.Awaitility.await;

import io.executions.it.faults.application.WorkHandler;
import io.executions.it.history.ScheduleJudge;
import io.executions.it.history.ScheduleJudge.Time;
import io.executions.it.service.ServiceClient.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Schedules that create while all breaks, and requests that fill the past beside them. */
final class ScheduleLoad extends Thread {
  private static final int OF_EACH_KIND = 3;
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final long MICROS = STEP.toMillis() * 1000;
  private static final Duration MOST = Duration.ofMinutes(3);
  private static final Duration PAST = Duration.ofSeconds(20);
  private static final Set<Integer> EXPECTED = Set.of(201, 503);
  private static final String ALL = "all";
  private static final String LATEST = "latest";

  private static final String DEFINITION =
      """
      {"every": "%s", "overlap": "allow", "catchUp": "%s", "type": "%s", "input": {"millis": 50}}
      """;

  private final List<ServiceNode> nodes;
  private final DatabaseRows rows;
  private final Random random;
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;
  private int backfills;
  private Instant pausedAfter;

  ScheduleLoad(List<ServiceNode> nodes, DatabaseRows rows, Random random) throws IOException {
    super("backfills");
    this.nodes = nodes;
    this.rows = rows;
    this.random = random;
    for (String name : names()) {
      String kind = name.substring(0, name.length() - 1);
      String definition = DEFINITION.formatted(STEP, kind, WorkHandler.TYPE);
      Answer answer = nodes.get(0).client().send("PUT", "api/schedules/" + name, definition);
      if (answer.status() != 201) {
        throw new IllegalStateException(answer.body());
      }
    }
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < OF_EACH_KIND; number++) {
      names.add(ALL + number);
      names.add(LATEST + number);
    }
    return names;
  }

  /** Fills the last seconds, which engines create for at the same time, of those that miss none. */
  @Override
  public void run() {
    try {
      while (!stopping) {
        Thread.sleep(500 + random.nextInt(1000));
        ServiceNode node = nodes.get(random.nextInt(nodes.size()));
        Instant now = Instant.now();
        String stretch = "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(now.minus(PAST), now);
        String name = ALL + random.nextInt(OF_EACH_KIND);
        try {
          Answer answer = node.client().post("api/schedules/" + name + "/backfill", stretch);
          backfills++;
          // The host and the database have the same clock, but it goes on between the two.
          if (!EXPECTED.contains(answer.status()) && !answer.body().contains("in the future")) {
            unexpected.add("%s: %d %s".formatted(node.name(), answer.status(), answer.body()));
          }
        } catch (IOException e) {
          // this node cannot do it now
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until what was missed is caught up with, and has them create nothing more. */
  void close() throws InterruptedException {
    stopping = true;
    join();
    Instant mended = Instant.now();
    for (String name : names()) {
      await()
          .atMost(MOST)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> nextOf(name).isAfter(mended));
      await()
          .atMost(MOST)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> nodes.get(0).client().post("api/schedules/" + name + "/pause").status() == 200);
    }
    pausedAfter = mended;
  }

  private Instant nextOf(String name) throws IOException {
    JsonObject schedule = nodes.get(0).client().get("api/schedules/" + name).json();
    return Instant.parse(schedule.getString("nextRunAt", Instant.EPOCH.toString()));
  }

  int backfills() {
    return backfills;
  }

  Queue<String> unexpected() {
    return unexpected;
  }

  /** Returns the ids of what they created. */
  List<Long> ids() {
    return rows.rows("SELECT id FROM execution_scheduled").stream()
        .map(row -> Long.valueOf(row.get(0)))
        .toList();
  }

  /** Returns what they created wrongly, or not. */
  List<String> breaches() {
    List<String> breaches = new ArrayList<>();
    long until = (pausedAfter.toEpochMilli() - STEP.toMillis()) * 1000;
    for (String name : names()) {
      List<Time> times =
          rows
              .rows(
                  "SELECT scheduled_for, created_at FROM execution WHERE schedule = '%s' ORDER BY scheduled_for"
                      .formatted(name))
              .stream()
              .map(row -> new Time(Long.parseLong(row.get(0)), Long.parseLong(row.get(1))))
              .toList();
      breaches.addAll(
          name.startsWith(ALL)
              ? ScheduleJudge.all(name, MICROS, times, until)
              : ScheduleJudge.latest(
                  name, MICROS, times, of(name, "missed"), of(name, "anchor_at")));
    }
    return breaches;
  }

  private long of(String name, String column) {
    String query = "SELECT %s FROM execution_schedule WHERE name = '%s'".formatted(column, name);
    return Long.parseLong(rows.rows(query).get(0).get(0));
  }
}
