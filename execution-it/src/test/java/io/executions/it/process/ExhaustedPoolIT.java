package io.executions.it.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.executions.it.service.ServiceClient;
import io.executions.it.service.ServiceClient.Answer;
import io.executions.testing.SingleServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The smallest pool there may be, transactional handlers that hold its connections, and far more
 * requests than it has connections. Some are refused; the node stays, and no work is lost.
 */
class ExhaustedPoolIT {
  private static final int HANDLERS = 20;
  private static final int CLIENTS = 40;
  private static final int READERS = 20;
  private static final Duration FLOOD = Duration.ofSeconds(6);

  /** The pool has five; the engine, the beats and the ids keep one each for themselves. */
  private static final int FREE = 2;

  private static final Duration MOST = Duration.ofMinutes(1);

  private static final String[] KEY = {"Idempotency-Key", "held"};
  private static final String HELD_KEY =
      """
      INSERT INTO execution_idempotency (caller, request_key, request_hash, ids, created_at)
      VALUES ('admin', 'held', 'x', '1', 9000000000000000)
      """;
  private static final Duration MOST_UNTIL_BUSY = Duration.ofSeconds(15);

  @TempDir private Path home;
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private ServiceClient client;
  private volatile boolean over;

  @ParameterizedTest
  @MethodSource("io.executions.it.process.DatabaseTurn#servers")
  void requestsAreRefusedAndHandlersComplete(ServerKind kind) throws Exception {
    SingleServer database = kind.shared();
    Installation installation =
        new Installation(home)
            .archive(
                HandlerArchive.in(
                    home, CounterHandler.class, CounterHandler.Table.class, HoardingHandler.class))
            .on(database)
            .with("EXECUTION_DB_POOL", "5")
            .with("EXECUTION_MAX_CONCURRENT", "50")
            .with("EXECUTION_MAX_INTERRUPTIONS", "3")
            .with("EXECUTION_LEASE_MS", "3000");
    Command command = Command.in(installation);
    client = installation.client();
    try (ServiceProcess service = installation.start().awaitReady();
        HealthWatch watch = HealthWatch.of(client)) {
      int node = node();
      List<Long> counts = new ArrayList<>();
      for (int number = 0; number < HANDLERS; number++) {
        counts.add(create(CounterHandler.TYPE, Json.createValue(400)));
      }
      int lines = service.log().size();
      List<Thread> readers = new ArrayList<>();
      for (int number = 0; number < READERS; number++) {
        Thread reader = new Thread(this::readUntilOver);
        reader.start();
        readers.add(reader);
      }
      CreationLoad load =
          CreationLoad.start(client, CLIENTS, Duration.ZERO, key -> command.request(0));
      Thread.sleep(FLOOD.toMillis());
      over = true;
      load.stop();
      for (Thread reader : readers) {
        reader.join();
      }
      Settled.await(client);
      System.out.printf(
          "Exhausted pool of %s: %d created, %d creations refused, %d unanswered, %d read, %d reads"
              + " refused, slowest health %d ms, %d lines in the log%n",
          kind,
          load.ids().size(),
          load.refusals().size(),
          load.unanswered(),
          read.get(),
          refused.get(),
          watch.slowestMillis(),
          service.log().size() - lines);
      assertThat(load.unexpected()).isEmpty();
      assertThat(load.unanswered()).isZero();
      assertThat(unexpected).isEmpty();
      assertThat(watch.breaches()).isEmpty();
      assertThat(Settled.ids(client, "type=count&status=completed"))
          .containsExactlyInAnyOrderElementsOf(counts);
      assertThat(Settled.ids(client, "type=command&status=completed"))
          .containsExactlyInAnyOrderElementsOf(load.ids());
      try (DatabaseView view = DatabaseView.of(installation)) {
        assertThat(view.row("SELECT n FROM counter")).containsExactly((long) HANDLERS);
      }
      hoard(watch);
      holdAKey(installation);
      assertThat(watch.breaches()).isEmpty();
      assertThat(node()).isEqualTo(node);
      assertThat(service.log()).noneMatch(line -> line.startsWith(" ") || line.startsWith("\t"));
      assertThat(service.log().size() - lines).isLessThan(25);
    }
  }

  private void readUntilOver() {
    while (!over) {
      try {
        Answer answer = client.get("api/executions?limit=5");
        if (answer.status() == 200) {
          read.incrementAndGet();
        } else if (answer.status() == 503) {
          refused.incrementAndGet();
        } else {
          unexpected.add(answer.toString());
        }
      } catch (IOException e) {
        unexpected.add(e.toString());
      }
    }
  }

  /** Until the handlers give their connections back, nothing but the engine gets one. */
  private void hoard(HealthWatch watch) throws Exception {
    List<Long> hoards = new ArrayList<>();
    Path end = home.resolve("end");
    for (int number = 0; number < FREE; number++) {
      hoards.add(create(HoardingHandler.TYPE, Json.createValue(end.toString())));
    }
    Answer refusal =
        await()
            .atMost(MOST)
            .until(
                () ->
                    client.post(
                        "api/executions", request(CounterHandler.TYPE, Json.createValue(0))),
                answer -> answer.status() != 201);
    assertThat(refusal.status()).isEqualTo(503);
    assertThat(refusal.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(watch.awaitUnready(MOST)).contains("no connection to spare");
    Files.createFile(end);
    watch.awaitReady(MOST);
    Settled.await(client);
    assertThat(Settled.ids(client, "type=hoard&status=completed"))
        .containsExactlyInAnyOrderElementsOf(hoards);
  }

  /** Requests that wait for a key, and whose clients have gone, leave connections for others. */
  private void holdAKey(Installation installation) throws Exception {
    try (DatabaseView holder = DatabaseView.of(installation)) {
      holder.execute("START TRANSACTION", HELD_KEY);
      List<Thread> impatient = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        Thread client = new Thread(this::hangUp);
        client.start();
        impatient.add(client);
      }
      long start = System.nanoTime();
      Answer busy =
          client.post("api/executions", request(CounterHandler.TYPE, Json.createValue(0)), KEY);
      assertThat(busy.status()).as(busy.json().toString()).isEqualTo(409);
      assertThat(busy.header("Retry-After")).matches("[1-9][0-9]*");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST_UNTIL_BUSY);
      for (int number = 0; number < 10; number++) {
        create(CounterHandler.TYPE, Json.createValue(0));
      }
      for (Thread client : impatient) {
        client.join();
      }
      holder.execute("ROLLBACK");
    }
    Answer created =
        client.post("api/executions", request(CounterHandler.TYPE, Json.createValue(0)), KEY);
    assertThat(created.status()).isEqualTo(201);
    Settled.await(client);
  }

  private void hangUp() {
    try {
      client
          .within(Duration.ofMillis(200))
          .post("api/executions", request(CounterHandler.TYPE, Json.createValue(0)), KEY);
    } catch (IOException e) {
      // it waits no longer
    }
  }

  private long create(String type, JsonValue input) throws Exception {
    Answer answer = client.post("api/executions", request(type, input));
    assertThat(answer.status()).isEqualTo(201);
    return answer.id();
  }

  private static JsonObject request(String type, JsonValue input) {
    return Json.createObjectBuilder().add("type", type).add("input", input).build();
  }

  private int node() throws Exception {
    return client.get("api/status").json().getJsonArray("nodes").getJsonObject(0).getInt("id");
  }
}
