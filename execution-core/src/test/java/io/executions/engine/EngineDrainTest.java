package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDrainTest {
  private static final Duration GRACE = Duration.ofMinutes(1);

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(9);
  private final AtomicLong ticks = new AtomicLong();
  private final Hold hold = new Hold();
  private SteppedNode node;

  @AfterEach
  void close() {
    hold.release();
    node.close();
  }

  @Test
  void aDrainedNodeClaimsNothingAndLetsWhatRunsFinish() throws Exception {
    node = node((input, context) -> hold.obediently());
    long running = database.create("work");
    node.poll();
    hold.awaitEntered(1);

    tell("draining");
    long created = database.create("work");
    node.poll();
    assertThat(node.loop.life().stage().drains()).isTrue();
    assertThat(database.row(created).status()).isEqualTo("pending");
    hold.release();
    node.finish();
    assertThat(database.row(running).status()).isEqualTo("completed");
    assertThat(database.row(created).status()).isEqualTo("pending");

    tell("polling");
    node.finish();
    assertThat(node.loop.life().stage().drains()).isFalse();
    assertThat(database.row(created).status()).isEqualTo("completed");
  }

  @Test
  void whatStillRunsAfterTheGraceIsGivenBackWithoutSpendingAnAttempt() throws Exception {
    node = node((input, context) -> hold.obediently());
    long id = database.create("work");
    node.poll();
    hold.awaitEntered(1);

    tell("draining");
    assertThat(node.poll()).isLessThanOrEqualTo(GRACE);
    node.pass(GRACE.minusMillis(1));
    node.beat();
    assertThat(node.poll()).isLessThanOrEqualTo(Duration.ofMillis(10));
    assertThat(node.runs.active()).hasSize(1);
    node.pass(Duration.ofMillis(1));
    node.poll();
    node.awaitAllReturned();
    node.finish();

    ExecutionRow row = database.row(id);
    assertThat(row.status()).isEqualTo("pending");
    assertThat(row.failures()).isZero();
    assertThat(row.interruptions()).isZero();
    assertThat(database.attempts(id)).containsExactly("released");
  }

  @Test
  void resumingWithinTheGraceLeavesHandlersAlone() throws Exception {
    node = node((input, context) -> hold.obediently());
    long id = database.create("work");
    node.poll();
    hold.awaitEntered(1);
    tell("draining");
    node.poll();

    tell("polling");
    node.poll();
    node.pass(GRACE.multipliedBy(2));
    node.beat();
    node.poll();
    hold.release();
    node.finish();

    assertThat(database.row(id).status()).isEqualTo("completed");
  }

  @Test
  void aDrainedNodeThatWasDeclaredDeadComesBackDrained() throws Exception {
    node = node((input, context) -> null);
    node.poll();
    tell("draining");
    node.poll();

    tell("dead");
    node.poll();
    node.poll();

    assertThat(database.nodeStates()).isEqualTo(List.of("dead", "draining"));
    assertThat(node.loop.life().stage().drains()).isTrue();
  }

  private SteppedNode node(TestHandler.Body body) {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.given.put("EXECUTION_SHUTDOWN_GRACE_MS", Long.toString(GRACE.toMillis()));
    return new SteppedNode(around, ticks, Optional.empty(), TestHandler.of("work", body));
  }

  private void tell(String state) {
    database.update("UPDATE execution_node SET state = ?", state);
  }
}
