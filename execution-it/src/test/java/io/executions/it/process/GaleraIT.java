package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.HistoryEntry;
import io.executions.it.history.HistoryJudge;
import io.executions.it.history.Judgement;
import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import io.executions.testing.GaleraCluster;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Three processes of the service, each on a node of its own of one Galera cluster. */
@EnabledIfSystemProperty(named = "fault.database", matches = "galera|all")
class GaleraIT {
  private static final int LIMIT = 5;
  private static final JsonObject COUNT =
      Json.createObjectBuilder().add("type", CounterHandler.TYPE).add("maxAttempts", 1).build();
  private static final Duration MOMENT = Duration.ofSeconds(60);

  @TempDir private Path home;

  private final GaleraCluster cluster = GaleraCluster.start();
  private final List<Installation> installations = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final List<ServiceProcess> services = new ArrayList<>();
  private final List<CreationLoad> loads = new ArrayList<>();
  private final Set<Long> withoutKey = new HashSet<>();

  @AfterEach
  void endAll() {
    services.forEach(ServiceProcess::close);
    cluster.close();
  }

  @Test
  void losesNothingAndKeepsToTheLimitWhileDatabaseNodesComeAndGo() throws Exception {
    startTogether();
    startLoads();
    awaitMore(60);
    createWithoutKeys();
    assertThat(refusals()).as("refusals while all goes well").isEmpty();

    cluster.kill(0);
    assertOutOfService(0);
    awaitMore(40);
    cluster.restart(0);
    assertReadyAgain(0);

    cluster.isolate(1);
    assertOutOfService(1);
    awaitMore(40);
    cluster.rejoin(1);
    assertReadyAgain(1);

    awaitMore(40);
    for (CreationLoad load : loads) {
      load.stop();
    }
    Settled.await(client(2));
    judge();
  }

  private void startTogether() throws IOException {
    String database = cluster.newDatabase();
    Path archive = HandlerArchive.in(home, CounterHandler.class, CounterHandler.Table.class);
    for (int number = 0; number < GaleraCluster.SIZE; number++) {
      Installation installation =
          new Installation(home.resolve("service" + number))
              .on(cluster.url(number, database))
              .archive(archive)
              .with("EXECUTION_NODE_NAME", "service" + number)
              .with("EXECUTION_MAX_CONCURRENT", Integer.toString(LIMIT))
              .with("EXECUTION_LEASE_MS", "6000");
      installations.add(installation);
      commands.add(Command.in(installation));
    }
    installations.forEach(installation -> services.add(installation.start()));
    services.forEach(ServiceProcess::awaitReady);
  }

  /** The same keys at all nodes at once, and more than the clients of one node could do. */
  private void startLoads() {
    for (int number = 0; number < GaleraCluster.SIZE; number++) {
      loads.add(CreationLoad.start(client(number), 2, Duration.ofMillis(50), this::request));
    }
  }

  /** Each must be acknowledged at the first try: a conflict is no client's business. */
  private void createWithoutKeys() throws Exception {
    List<Callable<Answer>> requests = new ArrayList<>();
    for (int number = 0; number < 120; number++) {
      ServiceClient client = client(number % GaleraCluster.SIZE);
      requests.add(() -> client.post("api/executions", COUNT));
    }
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (Future<Answer> answer : threads.invokeAll(requests)) {
        assertThat(answer.get().status()).isEqualTo(201);
        withoutKey.add(answer.get().id());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private JsonObject request(String key) {
    return key.hashCode() % 2 == 0
        ? commands.get(0).request(0.2)
        : Json.createObjectBuilder().add("type", CounterHandler.TYPE).add("maxAttempts", 1).build();
  }

  private ServiceClient client(int number) {
    return installations.get(number).client();
  }

  private Set<Long> acknowledged() {
    Set<Long> ids = new HashSet<>(withoutKey);
    loads.forEach(load -> ids.addAll(load.ids()));
    return ids;
  }

  private List<Answer> refusals() {
    return loads.stream().flatMap(load -> load.refusals().stream()).toList();
  }

  private void awaitMore(int count) {
    int enough = acknowledged().size() + count;
    await().atMost(MOMENT).until(() -> acknowledged().size() >= enough);
  }

  private void assertOutOfService(int number) {
    int before = loads.get(number).refusals().size();
    await()
        .atMost(MOMENT)
        .untilAsserted(
            () -> {
              assertThat(client(number).get("api/health/ready").status()).isEqualTo(503);
              assertThat(client(number).get("api/health/live").status()).isEqualTo(200);
              assertThat(loads.get(number).refusals().size()).isGreaterThan(before);
            });
  }

  private void assertReadyAgain(int number) {
    await().atMost(MOMENT).until(() -> client(number).get("api/health/ready").status() == 200);
    int before = loads.get(number).ids().size();
    await().atMost(MOMENT).until(() -> loads.get(number).ids().size() > before);
  }

  private void judge() throws Exception {
    List<HistoryEntry> history = new ArrayList<>();
    for (Command command : commands) {
      history.addAll(command.history());
    }
    List<Long> commandsDone = Settled.ids(client(2), "type=command&status=completed");
    Judgement judgement = HistoryJudge.judge(history, List.of(), LIMIT, commandsDone);
    List<Long> counted = Settled.ids(client(2), "type=count&status=completed");
    long counter;
    try (DatabaseView view = DatabaseView.of(installations.get(2))) {
      counter = view.row("SELECT n FROM counter").get(0);
    }
    System.out.printf(
        "Galera: %d executions acknowledged, %d commands in %d runs, at most %d at once with a limit"
            + " of %d, counter %d, %d requests refused, %d unanswered%n",
        acknowledged().size(),
        commandsDone.size(),
        judgement.runs(),
        judgement.mostRunning(),
        LIMIT,
        counter,
        refusals().size(),
        loads.stream().mapToInt(CreationLoad::unanswered).sum());
    assertThat(judgement.breaches()).isEmpty();
    assertThat(loads).allSatisfy(load -> assertThat(load.unexpected()).isEmpty());
    for (CreationLoad load : loads) {
      load.keys().forEach(key -> assertThat(idsOf(key)).as(key).hasSize(1));
    }
    Set<Long> done = new HashSet<>(commandsDone);
    done.addAll(counted);
    assertThat(done).as("one completed execution for each key").isEqualTo(acknowledged());
    assertThat(counter).isEqualTo(counted.size());
  }

  private Set<Long> idsOf(String key) {
    return loads.stream().flatMap(load -> load.ids(key).stream()).collect(Collectors.toSet());
  }
}
