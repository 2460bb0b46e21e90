package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.history.HistoryJudge;
import io.executions.it.history.Judgement;
import io.executions.it.proxy.CommitKind;
import io.executions.it.proxy.DatabaseProxy;
import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import io.executions.testing.SingleServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits happen and their answers are lost; nothing is lost, done twice or half done for that. */
class LostAnswerIT {
  private static final int TIMES = 5;
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final JsonObject COUNT =
      Json.createObjectBuilder().add("type", CounterHandler.TYPE).build();

  @TempDir private Path home;
  private final List<Long> created = new ArrayList<>();
  private ServiceClient client;
  private DatabaseProxy proxy;
  private Installation installation;
  private Command command;

  @ParameterizedTest
  @MethodSource("io.executions.it.process.DatabaseTurn#servers")
  void whateverCommitsWithoutAnAnswer(ServerKind kind) throws Exception {
    SingleServer database = kind.shared();
    String url = database.newDatabase();
    try (DatabaseProxy between = new DatabaseProxy(database.port(), url)) {
      proxy = between;
      installation =
          new Installation(home)
              .archive(HandlerArchive.in(home, CounterHandler.class, CounterHandler.Table.class))
              .with("EXECUTION_DB_URL", proxy.url())
              .with("EXECUTION_DB_USER", "root")
              .with("EXECUTION_MAX_CONCURRENT", "2")
              .with("EXECUTION_LEASE_MS", "3000");
      command = Command.in(installation);
      client = installation.client();
      try (ServiceProcess service = installation.start().awaitReady()) {
        JsonObject self = node();
        creations();
        claims();
        settlements();
        completions();
        beats();
        service.awaitReady();
        Judgement judgement = HistoryJudge.judge(command.history(), List.of(), 2, created);
        assertThat(judgement.breaches()).isEmpty();
        assertThat(judgement.runs()).as("each ran once").isEqualTo(created.size());
        assertThat(node().getInt("id")).isEqualTo(self.getInt("id"));
        assertThat(service.log()).noneMatch(line -> line.startsWith(" ") || line.startsWith("\t"));
        System.out.printf(
            "Lost answers of %s: %d of each kind, %d executions, %d lines in the log%n",
            kind, TIMES, client.executions("").size(), service.log().size());
      }
    }
  }

  private void creations() throws Exception {
    for (int number = 1; number <= TIMES; number++) {
      String key = "lost-" + number;
      proxy.loseAnswers(CommitKind.CREATION, 1);
      Answer first = client.post("api/executions", command.request(0), "Idempotency-Key", key);
      awaitLost();
      assertThat(first.status()).as("%s", first.json()).isIn(201, 503);
      assertThat(first.json().toString()).doesNotContainIgnoringCase("sql", "exception");
      Answer repeated = client.post("api/executions", command.request(0), "Idempotency-Key", key);
      assertThat(repeated.status()).isEqualTo(201);
      assertThat(repeated.header("Idempotency-Replayed")).isEqualTo("true");
      created.add(repeated.id());
    }
    Settled.await(client);
    assertThat(Settled.ids(client, "")).containsExactlyInAnyOrderElementsOf(created);
  }

  private void claims() throws Exception {
    for (int number = 1; number <= TIMES; number++) {
      proxy.loseAnswers(CommitKind.CLAIM, 1);
      JsonObject completed = completed(create(command.request(0)));
      awaitLost();
      assertThat(completed.getInt("attempt")).as("given back").isEqualTo(2);
      JsonObject first =
          client
              .get("api/executions/" + completed.getInt("id") + "/attempts")
              .json()
              .getJsonArray("items")
              .getJsonObject(0);
      assertThat(first.getString("outcome")).isEqualTo("released");
    }
  }

  private void settlements() throws Exception {
    for (int number = 1; number <= TIMES; number++) {
      proxy.loseAnswers(CommitKind.SETTLE, 1);
      JsonObject completed = completed(create(command.request(0)));
      awaitLost();
      assertThat(completed.getInt("attempt")).isEqualTo(1);
    }
  }

  private void completions() throws Exception {
    for (int number = 1; number <= TIMES; number++) {
      proxy.loseAnswers(CommitKind.COMPLETION, 1);
      Answer answer = client.post("api/executions", COUNT);
      assertThat(answer.status()).isEqualTo(201);
      JsonObject completed = completed(answer.id());
      awaitLost();
      assertThat(completed.getInt("attempt")).isEqualTo(1);
    }
    Settled.await(client);
    try (DatabaseView view = DatabaseView.of(installation)) {
      assertThat(view.row("SELECT n FROM counter")).containsExactly((long) TIMES);
    }
  }

  private void beats() {
    proxy.loseAnswers(CommitKind.BEAT, TIMES);
    awaitLost();
  }

  private long create(JsonObject request) throws Exception {
    Answer answer = client.post("api/executions", request);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(201);
    created.add(answer.id());
    return answer.id();
  }

  private JsonObject completed(long id) {
    return await()
        .atMost(MOST)
        .until(
            () -> client.get("api/executions/" + id),
            answer ->
                answer.status() == 200 && answer.json().getString("status").equals("completed"))
        .json();
  }

  private void awaitLost() {
    await("lost").atMost(MOST).until(() -> proxy.answersToLose() == 0);
  }

  private JsonObject node() throws Exception {
    return client.get("api/status").json().getJsonArray("nodes").getJsonObject(0);
  }
}
