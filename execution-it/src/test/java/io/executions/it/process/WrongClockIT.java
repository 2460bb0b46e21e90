package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.HistoryJudge;
import io.executions.it.history.Judgement;
import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import io.executions.testing.MariaDbServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of two nodes one has a wall clock that is minutes off, and jumps to and fro while it runs. All
 * times are the database's, so it behaves as the other.
 */
class WrongClockIT {
  private static final int LIMIT = 8;
  private static final int AHEAD = 600;
  private static final int BEHIND = -600;
  private static final Duration MOST = Duration.ofMinutes(2);

  /** How far times may be from the truth on a slow machine: far less than the clock is wrong. */
  private static final Duration TOLERANCE = Duration.ofSeconds(60);

  @TempDir private Path home;
  private final List<Long> once = new ArrayList<>();
  private ServiceClient client;
  private Command command;
  private int counted;

  @Test
  void aNodeWhoseClockIsWrongBehavesAsAnyOther() throws Exception {
    MariaDbServer database = MariaDbServer.of("10.11.5");
    Installation right =
        new Installation(home.resolve("right"))
            .archive(HandlerArchive.in(home, CounterHandler.class, CounterHandler.Table.class))
            .on(database)
            .with("EXECUTION_MAX_CONCURRENT", Integer.toString(LIMIT))
            .with("EXECUTION_NODE_NAME", "right")
            .with("POLL_INTERVAL_MS", "1000")
            .with("EXECUTION_LEASE_MS", "6000");
    command = Command.in(right);
    Installation wrong = right.beside(home.resolve("wrong")).with("EXECUTION_NODE_NAME", "wrong");
    WallClock clock = new WallClock(wrong, AHEAD);
    client = wrong.client();
    try (ServiceProcess one = right.start();
        ServiceProcess other = wrong.start()) {
      one.awaitReady();
      other.awaitReady();
      assertThat(Duration.between(Instant.now(), lastLine(other)))
          .isGreaterThan(Duration.ofSeconds(AHEAD / 2));
      await().until(() -> nodes().stream().allMatch(WrongClockIT::hasPolled));
      List<Integer> ids = nodeIds();
      behaves();
      for (int offset : List.of(BEHIND, AHEAD)) {
        jump(clock, offset);
        behaves();
      }
      assertThat(nodeIds()).isEqualTo(ids);
      Settled.await(client);
      try (DatabaseView view = DatabaseView.of(right)) {
        assertThat(view.row("SELECT n FROM counter")).containsExactly((long) counted);
      }
      Judgement judgement =
          HistoryJudge.judge(
              command.history().stream().filter(entry -> once.contains(entry.id())).toList(),
              List.of(),
              LIMIT,
              once);
      assertThat(judgement.breaches()).isEmpty();
      assertThat(judgement.runs()).isEqualTo(once.size());
      assertThat(one.log()).noneMatch(line -> line.contains("dead"));
      assertThat(other.log()).noneMatch(line -> line.contains("dead"));
    }
  }

  /** While the clock jumps, handlers run whose time is bounded. */
  private void jump(WallClock clock, int offset) throws Exception {
    List<Long> running = new ArrayList<>();
    Path end = home.resolve("end" + offset);
    for (int number = 0; number < LIMIT; number++) {
      running.add(
          create(
              Json.createObjectBuilder()
                  .add("type", CounterHandler.TYPE)
                  .add("input", end.toString())
                  .add("timeoutMs", 120_000)
                  .build()));
    }
    counted += LIMIT;
    await().until(() -> client.get("api/stats").json().getInt("running") == LIMIT);
    clock.set(offset);
    Thread.sleep(WallClock.MOST_UNTIL_SET.toMillis());
    Files.createFile(end);
    for (long id : running) {
      JsonObject ended = ended(id);
      assertThat(ended.getString("status")).as("%s", ended).isEqualTo("completed");
      assertThat(ended.getInt("attempt")).isEqualTo(1);
    }
  }

  private void behaves() throws Exception {
    pollsOn();
    Instant before = databaseTime();
    long plain = create(command.request(0.1));
    long later =
        create(
            Json.createObjectBuilder(command.request(0.1))
                .add("runAt", before.plusSeconds(4).toString())
                .build());
    long flaky = create(command.failingOnce());
    long slow =
        create(Json.createObjectBuilder(command.request(60)).add("timeoutMs", 1000).build());
    String key = "clock-" + once.size();
    Answer first = client.post("api/executions", command.request(0), "Idempotency-Key", key);
    once.addAll(List.of(plain, later, first.id()));
    Answer second = client.post("api/executions", command.request(0), "Idempotency-Key", key);
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");

    JsonObject soon = ended(plain);
    assertThat(time(soon, "createdAt")).isBetween(before, before.plus(TOLERANCE));
    assertThat(time(soon, "startedAt"))
        .isBetween(time(soon, "createdAt"), time(soon, "createdAt").plus(TOLERANCE));
    assertThat(time(soon, "finishedAt"))
        .isBetween(time(soon, "startedAt"), time(soon, "startedAt").plus(TOLERANCE));
    JsonObject due = ended(later);
    assertThat(time(due, "startedAt"))
        .isBetween(before.plusSeconds(4), before.plusSeconds(4).plus(TOLERANCE));
    JsonObject retried = ended(flaky);
    assertThat(retried.getString("status")).isEqualTo("completed");
    assertThat(retried.getInt("attempt")).isEqualTo(2);
    JsonObject timedOut = ended(slow);
    assertThat(timedOut.getString("errorMessage")).contains("Timed out after 1000 ms");
    assertThat(Duration.between(time(timedOut, "startedAt"), time(timedOut, "finishedAt")))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(1).plus(TOLERANCE));
  }

  /** The poll timer of a server may stand still after a jump; polling must not. */
  private void pollsOn() throws Exception {
    for (int poll = 0; poll < 2; poll++) {
      List<Instant> last = lastPolls();
      await("polls on")
          .atMost(TOLERANCE)
          .untilAsserted(
              () -> {
                List<Instant> now = lastPolls();
                assertThat(now.get(0)).isAfter(last.get(0));
                assertThat(now.get(1)).isAfter(last.get(1));
              });
    }
    assertThat(lastPolls())
        .allSatisfy(
            poll -> assertThat(poll).isBetween(Instant.now().minus(TOLERANCE), Instant.now()));
  }

  private List<Instant> lastPolls() throws Exception {
    return nodes().stream().map(node -> time(node.getJsonObject("timer"), "lastPollAt")).toList();
  }

  private static boolean hasPolled(JsonObject node) {
    return node.getJsonObject("timer").containsKey("lastPollAt");
  }

  private List<Integer> nodeIds() throws Exception {
    assertThat(nodes()).allMatch(node -> node.getString("state").equals("polling"));
    return nodes().stream().map(node -> node.getInt("id")).toList();
  }

  private List<JsonObject> nodes() throws Exception {
    return client.get("api/status").json().getJsonArray("nodes").getValuesAs(JsonObject.class);
  }

  private long create(JsonObject request) throws Exception {
    Answer answer = client.post("api/executions", request);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
    return answer.id();
  }

  private JsonObject ended(long id) {
    return await()
        .atMost(MOST)
        .until(() -> client.awaitExecution(id), execution -> execution.containsKey("finishedAt"));
  }

  /** The database runs on this host, whose clock is right. */
  private static Instant databaseTime() {
    return Instant.now();
  }

  private static Instant lastLine(ServiceProcess node) {
    List<String> log = node.log();
    String line = log.get(log.size() - 1);
    return Instant.parse(line.substring(0, line.indexOf(' ')));
  }

  private static Instant time(JsonObject of, String name) {
    return Instant.parse(of.getString(name));
  }
}
