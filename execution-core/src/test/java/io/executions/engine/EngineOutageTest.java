package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
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

class EngineOutageTest {
  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(3);
  private final AtomicLong ticks = new AtomicLong();
  private final Hold hold = new Hold();
  private final Logger pollLog = Logger.getLogger(PollReport.class.getName());
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler log = new Recording(logged);
  private SteppedNode node;
  private SteppedNode other;

  @BeforeEach
  void start() {
    pollLog.addHandler(log);
    node = node();
    other = node();
    node.poll();
    other.poll();
  }

  @AfterEach
  void close() {
    database.unsteady().away(false);
    pollLog.removeHandler(log);
    hold.release();
    node.close();
    other.close();
  }

  @Test
  void anOutageIsToldOnceAndItsEndToo() {
    database.unsteady().away(true);
    for (int polls = 0; polls < 20; polls++) {
      node.poll();
    }
    assertThat(database.unsteady().refused()).isGreaterThanOrEqualTo(20);
    assertThat(node.report.lastError()).isPresent();
    database.unsteady().away(false);
    node.poll();
    node.goesWell();
    assertThat(logged).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.INFO);
    assertThat(logged).extracting(LogRecord::getThrown).containsOnlyNulls();
  }

  @Test
  void whatEndsDuringAnOutageIsRecordedAfterIt() throws Exception {
    List<Long> ids = database.create("work", 3);
    node.poll();
    hold.awaitEntered(3);
    database.unsteady().away(true);
    hold.release();
    node.awaitReturned(3);
    for (int polls = 0; polls < 20; polls++) {
      node.poll();
    }
    database.unsteady().away(false);
    node.finish();
    assertThat(ids)
        .allSatisfy(
            id -> {
              assertThat(database.row(id).status()).isEqualTo("completed");
              assertThat(database.row(id).attempt()).isEqualTo(1);
            });
  }

  @Test
  void anOutageLongerThanTheLeaseKillsNobody() throws Exception {
    database.unsteady().away(true);
    for (int leases = 0; leases < 5; leases++) {
      node.pass(SteppedNode.LEASE);
      for (SteppedNode one : List.of(node, other)) {
        failingBeat(one);
        one.poll();
      }
    }
    database.unsteady().away(false);
    node.beat();
    for (int polls = 0; polls < 9; polls++) {
      node.pass(SteppedNode.LEASE.dividedBy(10));
      node.beat();
      node.poll();
    }
    other.beat();
    other.poll();
    node.poll();
    assertThat(database.nodeStates()).containsExactly("polling", "polling");
    database.create("work", 1);
    node.poll();
    hold.awaitEntered(1);
  }

  @Test
  void startsNothingThatItClaimedJustBeforeALongSilence() throws Exception {
    long id = database.create("work");
    node.pass(SteppedNode.LEASE);
    node.poll();
    assertThat(database.row(id).attempt()).isZero();
    node.beat();
    node.poll();
    hold.awaitEntered(1);
  }

  @Test
  void joinsWhenTheDatabaseIsThere() {
    node.close();
    database.unsteady().away(true);
    SteppedNode late = node();
    try {
      assertThat(late.poll()).isEqualTo(Duration.ofSeconds(2));
      assertThat(late.loop.nodeName()).isEmpty();
      database.unsteady().away(false);
      late.poll();
      assertThat(late.loop.nodeName()).isPresent();
    } finally {
      late.close();
    }
  }

  @Test
  void failedTriesToJoinHoldNoConnections() {
    int open = database.unsteady().open();
    database.update("ALTER TABLE execution_node RENAME TO hidden");
    SteppedNode late = node();
    try {
      for (int tries = 0; tries < 5; tries++) {
        late.poll();
      }
      assertThat(late.report.lastError()).isPresent();
      assertThat(database.unsteady().open()).isEqualTo(open);
    } finally {
      late.close();
      database.update("ALTER TABLE hidden RENAME TO execution_node");
    }
  }

  private static void failingBeat(SteppedNode one) {
    try {
      one.beat();
    } catch (SQLException e) {
      return;
    }
    throw new AssertionError("The database answered");
  }

  private SteppedNode node() {
    return new SteppedNode(
        new TestEnvironment(database, dataDir),
        ticks,
        Optional.empty(),
        TestHandler.of("work", (input, context) -> hold.obediently()));
  }
}
