package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.HistoryEntry;
import io.executions.it.history.HistoryJudge;
import io.executions.it.history.HostClock;
import io.executions.it.history.Judgement;
import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import io.executions.testing.SingleServer;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two nodes live through every way in which a database can be of no use: not there yet, gone, hung,
 * without connections and read-only. They stay as they are and lose nothing.
 */
class OutageKindsIT {
  private static final int LIMIT = 4;
  private static final double WORK_SECONDS = 0.5;

  private static final Duration LEASE = Duration.ofSeconds(3);
  private static final Duration MOST_UNTIL_SAID = LEASE.plusSeconds(5);
  private static final Duration MOST_UNTIL_BACK = Duration.ofMinutes(1);
  private static final long LONGER_THAN_THE_LEASE = LEASE.toMillis() * 3 / 2;

  /** What a node may say of one outage, from its first failure until all goes well again. */
  private static final int MOST_LINES = 25;

  /** Begins or ends an outage. */
  private interface Act {
    void run() throws Exception;
  }

  @TempDir private Path home;
  private final List<Long> held = new ArrayList<>();
  private final Map<String, String> figures = new TreeMap<>();
  private ServiceClient client;
  private Command command;
  private List<ServiceProcess> nodes;
  private List<HealthWatch> watches;

  @ParameterizedTest
  @MethodSource("io.executions.it.process.DatabaseTurn#servers")
  void twoNodesOutliveEveryOutageAsTheyAre(ServerKind kind) throws Exception {
    SingleServer database = kind.administered(home);
    Installation one =
        new Installation(home.resolve("one"))
            .on(database)
            .with("EXECUTION_DB_USER", DatabaseAdmin.USER)
            .with("EXECUTION_MAX_CONCURRENT", Integer.toString(LIMIT))
            .with("EXECUTION_NODE_NAME", "one")
            .with("EXECUTION_LEASE_MS", Long.toString(LEASE.toMillis()));
    command = Command.in(one);
    Installation two = one.beside(home.resolve("two")).with("EXECUTION_NODE_NAME", "two");
    client = one.client();
    database.kill();
    try (ServiceProcess first = one.start();
        ServiceProcess second = two.start()) {
      nodes = List.of(first, second);
      awaitAnswers(client);
      awaitAnswers(two.client());
      try (HealthWatch here = HealthWatch.of(client);
          HealthWatch there = HealthWatch.of(two.client())) {
        watches = List.of(here, there);
        startWithout(database);
        live(kind, database);
      }
    } finally {
      if (database.alive()) {
        database.kill();
      }
      System.out.println("Kinds of outages of " + kind + ": " + figures);
    }
  }

  private void startWithout(SingleServer database) throws Exception {
    for (HealthWatch watch : watches) {
      watch.awaitSaying("has not joined", MOST_UNTIL_SAID);
    }
    assertRefuses();
    Thread.sleep(LONGER_THAN_THE_LEASE);
    database.restart();
    watches.forEach(watch -> watch.awaitReady(MOST_UNTIL_BACK));
    for (ServiceProcess node : nodes) {
      assertTellsBriefly(node, 0);
    }
  }

  private void live(ServerKind kind, SingleServer database) throws Exception {
    CreationLoad load =
        CreationLoad.start(client, 3, Duration.ofMillis(300), key -> command.request(WORK_SECONDS));
    List<Long> ids = nodeIds();
    Random random = KilledService.random("Outages of " + kind);
    int outages = KilledService.kills(1);
    for (int number = 1; number <= outages; number++) {
      Thread.sleep(random.nextInt(1000));
      List<Integer> lines = nodes.stream().map(node -> node.log().size()).toList();
      outage("gone", database::kill, () -> restart(database));
      for (int node = 0; node < nodes.size(); node++) {
        assertThat(logSince(lines.get(node), nodes.get(node)))
            .anyMatch(line -> line.contains("polling goes on"));
      }
    }
    try (DatabaseAdmin admin = kind.admin(database)) {
      outage("no connections", admin::takeAllConnections, admin::giveConnectionsBack);
      outage("read-only", () -> admin.readOnly(true), () -> admin.readOnly(false));
      hang(database);
    }
    load.stop();
    Settled.await(client);

    List<Long> acknowledged = new ArrayList<>(load.ids());
    acknowledged.addAll(held);
    Judgement judgement = HistoryJudge.judge(command.history(), List.of(), LIMIT, acknowledged);
    figures.put("acknowledged", Integer.toString(acknowledged.size()));
    figures.put("attempts", Integer.toString(judgement.runs()));
    figures.put("refused", Integer.toString(load.refusals().size()));
    figures.put("unanswered", Integer.toString(load.unanswered()));
    assertThat(judgement.breaches()).isEmpty();
    assertThat(judgement.runs()).as("each ran once").isEqualTo(acknowledged.size());
    assertThat(load.unexpected()).isEmpty();
    assertThat(load.refusals()).allSatisfy(Refusal::check);
    assertThat(Settled.ids(client, "status=completed"))
        .containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(nodeIds()).isEqualTo(ids);
    assertThat(watches).allSatisfy(watch -> assertThat(watch.breaches()).isEmpty());
  }

  /** Who waits for an execution gets an answer although the database hangs. */
  private void hang(SingleServer database) throws Exception {
    try (WaitingClients waiting = new WaitingClients(client)) {
      outage(
          "hung",
          () -> {
            waiting.begin();
            database.freeze();
          },
          () -> {
            waiting.assertAnsweredInTime();
            database.thaw();
          });
    }
  }

  private void restart(SingleServer database) throws Exception {
    watches.forEach(watch -> watch.awaitSaying("The database does not answer", MOST_UNTIL_BACK));
    assertThat(client.get("api/executions?status=running").status()).isEqualTo(503);
    database.restart();
  }

  private void outage(String kind, Act begin, Act end) throws Exception {
    awaitWork();
    Path letGo = home.resolve("let-go-" + held.size());
    long running = client.post("api/executions", command.requestUntil(letGo)).id();
    held.add(running);
    await().until(() -> tells(running, HistoryEntry::start));
    List<Integer> lines = nodes.stream().map(node -> node.log().size()).toList();
    long from = System.nanoTime();
    long fromWall = HostClock.nanos();
    begin.run();
    String said = watches.get(0).awaitUnready(MOST_UNTIL_SAID);
    long unready = millisSince(from);
    Files.createFile(letGo);
    await("an end that has to wait for the database")
        .until(() -> tells(running, HistoryEntry::end));
    Thread.sleep(LONGER_THAN_THE_LEASE);
    assertRefuses();
    end.run();
    long toWall = HostClock.nanos();
    long back = System.nanoTime();
    watches.forEach(watch -> watch.awaitReady(MOST_UNTIL_BACK));
    long ready = millisSince(back);
    awaitWork();
    figures.put(
        kind,
        "unready after %d ms %s, ready after %d ms, %d ended meanwhile, slowest health %d ms%n"
            .formatted(
                unready,
                said,
                ready,
                command.history().stream()
                    .filter(e -> e.end() && e.nanos() > fromWall && e.nanos() < toWall)
                    .count(),
                watches.stream().mapToLong(HealthWatch::slowestMillis).max().orElseThrow()));
    for (int node = 0; node < nodes.size(); node++) {
      assertTellsBriefly(nodes.get(node), lines.get(node));
    }
  }

  private boolean tells(long id, Predicate<HistoryEntry> what) throws Exception {
    return command.history().stream().filter(entry -> entry.id() == id).anyMatch(what);
  }

  private void awaitWork() throws Exception {
    int starts = command.history().size();
    await().atMost(MOST_UNTIL_BACK).until(() -> command.history().size() > starts + 2 * LIMIT);
  }

  private void assertRefuses() throws Exception {
    long from = System.nanoTime();
    Answer refusal = client.post("api/executions", command.request(WORK_SECONDS));
    assertThat(millisSince(from)).as("ms until a creation is refused").isLessThan(2000);
    Refusal.check(refusal);
  }

  private static void assertTellsBriefly(ServiceProcess node, int linesBefore) {
    assertThat(logSince(linesBefore, node))
        .noneMatch(line -> line.startsWith(" ") || line.startsWith("\t"))
        .hasSizeLessThan(MOST_LINES);
  }

  private static List<String> logSince(int linesBefore, ServiceProcess node) {
    List<String> log = node.log();
    return log.subList(linesBefore, log.size());
  }

  private List<Long> nodeIds() throws Exception {
    List<Long> ids = new ArrayList<>();
    for (JsonObject node :
        client.get("api/status").json().getJsonArray("nodes").getValuesAs(JsonObject.class)) {
      assertThat(node.getString("state")).isEqualTo("polling");
      ids.add(node.getJsonNumber("id").longValue());
    }
    return ids;
  }

  private static void awaitAnswers(ServiceClient node) {
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> node.get("api/health/live").status() == 200);
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }
}
