package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.Execution;
import io.executions.api.ExecutionStatus;
import io.executions.api.json.ExecutionDocument;
import jakarta.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveLogTest {
  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(10);
  private final AtomicLong ticks = new AtomicLong();
  private final Logger moveLog = Logger.getLogger(MoveLog.class.getName());
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler log = new Recording(logged);
  private final List<SteppedNode> nodes = new ArrayList<>();

  @BeforeEach
  void listen() {
    moveLog.addHandler(log);
  }

  @AfterEach
  void close() {
    moveLog.removeHandler(log);
    nodes.forEach(SteppedNode::close);
  }

  @Test
  void aFinalFailureIsOneLineWithItsReasonAndWithoutItsInput() {
    SteppedNode node = node(3, failing(), good());
    long id = database.create(Creation.of("bad").input("{\"password\":\"hidden\"}"));
    database.create("good");
    node.finish();

    assertThat(lines())
        .containsExactly(
            "Execution %d (bad), attempt 1: failed for good: No such account {0} '".formatted(id));
    assertThat(logged).extracting(LogRecord::getLevel).containsExactly(Level.INFO);
  }

  @Test
  void eachRetryIsALineAndSoIsTheFailureThatEndsThem() {
    SteppedNode node = node(3, failing(), good());
    long id = database.create(Creation.of("bad").maxAttempts(2));
    node.finish();
    DatabaseTime.advance(Duration.ofSeconds(1));
    node.finish();

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0))
        .matches(
            "Execution %d \\(bad\\), attempt 1: failed, and is tried again in \\d+ ms: No such account.+"
                .formatted(id));
    assertThat(lines().get(1))
        .startsWith("Execution %d (bad), attempt 2: failed for good: ".formatted(id));
  }

  @Test
  void whatIsRolledBackIsNotTold() throws Exception {
    Hold hold = new Hold();
    SteppedNode node =
        node(
            3,
            TestHandler.of(
                "bad",
                (input, context) -> {
                  hold.obediently();
                  throw new IllegalStateException("No such account");
                }));
    database.create("bad");
    node.poll();
    hold.awaitEntered(1);
    hold.release();
    node.awaitReturned(1);
    database.update("ALTER TABLE execution ADD CONSTRAINT full_disk CHECK (status = 'running')");
    node.poll();
    assertThat(node.report.lastError()).isPresent();
    assertThat(lines()).isEmpty();

    database.update("ALTER TABLE execution DROP CONSTRAINT full_disk");
    node.finish();
    assertThat(lines()).hasSize(1);
  }

  @Test
  void anExecutionWhoseNodeDiedTooOftenIsALineOfTheNodeThatFindsIt() {
    Hold hold = new Hold();
    SteppedNode first = node(1, TestHandler.of("bad", (input, context) -> hold.obediently()));
    long id = database.create("bad");
    first.poll();
    first.close();

    node(1, failing()).poll();

    assertThat(lines())
        .containsExactly(
            "Execution %d (bad), attempt 1: failed for good: Interrupted 1 times; the last time: The node node died"
                .formatted(id));
  }

  @Test
  void aPersonsMovesAreALineEach() {
    MoveLog.cancelled(execution(ExecutionStatus.CANCELLED, 0), "the admin token");
    MoveLog.cancelled(execution(ExecutionStatus.RUNNING, 2), "a person");
    MoveLog.retried(execution(ExecutionStatus.PENDING, 3), "the operator token");

    assertThat(lines())
        .containsExactly(
            "Execution 4711 (http), attempt 0: cancelled by the admin token before it ran",
            "Execution 4711 (http), attempt 2: a person asked to cancel it while it was running",
            "Execution 4711 (http), attempt 3: tried again, because the operator token asked for it");
  }

  private static Execution execution(ExecutionStatus status, int attempt) {
    return ExecutionDocument.read(
        Json.createObjectBuilder()
            .add("id", 4711)
            .add("type", "http")
            .add("status", status.jsonName())
            .add("revision", 1)
            .add("queue", "default")
            .add("priority", 0)
            .add("attempt", attempt)
            .add("maxAttempts", 1)
            .add("runAt", Instant.EPOCH.toString())
            .add("createdAt", Instant.EPOCH.toString())
            .add("cancelRequested", false)
            .add("overdue", false)
            .build());
  }

  private List<String> lines() {
    return logged.stream().map(LogRecord::getMessage).toList();
  }

  /** Each takes the place of the one before, in the same home. */
  private SteppedNode node(int mostInterruptions, TestHandler... handlers) {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.given.put("EXECUTION_MAX_INTERRUPTIONS", Integer.toString(mostInterruptions));
    SteppedNode node = new SteppedNode(around, ticks, Optional.of("home"), handlers);
    nodes.add(node);
    return node;
  }

  private static TestHandler good() {
    return TestHandler.of("good", (input, context) -> "fine");
  }

  private static TestHandler failing() {
    return TestHandler.of(
        "bad",
        (input, context) -> {
          throw new IllegalStateException("No such\naccount {0} '");
        });
  }
}
