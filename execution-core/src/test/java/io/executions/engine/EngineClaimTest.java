package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ExecutionContext;
import io.executions.database.Text;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineClaimTest {
  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(1);
  private final AtomicLong ticks = new AtomicLong();
  private final List<Long> started = new CopyOnWriteArrayList<>();
  private final Hold hold = new Hold();
  private SteppedNode node;

  @AfterEach
  void close() {
    hold.release();
    node.close();
  }

  @Test
  void anExecutionRunsToItsEnd() {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    node =
        new SteppedNode(
            around,
            ticks,
            Optional.empty(),
            TestHandler.of("echo", (input, context) -> List.of(input, context.attempt())));
    long id = database.create(Creation.of("echo").input("{\"a\":[1,null]}"));
    node.finish();

    ExecutionRow row = database.row(id);
    assertThat(row.status()).isEqualTo("completed");
    assertThat(row.attempt()).isEqualTo(1);
    assertThat(row.output()).isEqualTo("[{\"a\":[1,null]},1]");
    assertThat(row.node()).isEqualTo("node");
    assertThat(row.errorMessage()).isNull();
    assertThat(database.attempts(id)).isEmpty();
    assertThat(around.ended).containsExactly(id);
    node.goesWell();
  }

  @Test
  void thoseThatSomebodyHasLockedDoNotHoldUpTheOthers() throws Exception {
    node = node((input, context) -> null);
    List<Long> ids = database.create("work", 4);
    try (Connection holder = database.direct().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      for (long id : ids.subList(0, 2)) {
        statement.execute("SELECT id FROM execution WHERE id = %d FOR UPDATE".formatted(id));
      }
      for (int runs = 0; runs < 3; runs++) {
        node.poll();
        node.awaitAllReturned();
      }
      assertThat(database.count("completed")).isEqualTo(2);
      holder.rollback();
    }
    node.finish();
    assertThat(database.count("completed")).isEqualTo(4);
  }

  @Test
  void aLimitOfOneRunsOneAtATimeInOrder() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    node =
        node(
            (input, context) -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              started.add(context.id());
              running.decrementAndGet();
              return null;
            });
    List<Long> ids = database.create("work", 20);
    node.finish();
    assertThat(started).isEqualTo(ids);
    assertThat(most).hasValue(1);
    assertThat(database.count("completed")).isEqualTo(20);
  }

  @Test
  void claimsByPriorityThenByDueTime() {
    node = node(this::noted);
    long later = database.create(Creation.of("work").priority(-5));
    long first = database.create(Creation.of("work").priority(7));
    long middle = database.create("work");
    long last = database.create(Creation.of("work").priority(-5));
    node.finish();
    assertThat(started).containsExactly(first, middle, later, last);
  }

  @Test
  void leavesTypesThatItDoesNotHandle() {
    node = node(this::noted);
    long other = database.create("other");
    long mine = database.create("work");
    node.finish();
    assertThat(started).containsExactly(mine);
    assertThat(database.row(other).status()).isEqualTo("pending");
  }

  @Test
  void waitsForTheDueTimeByTheDatabasesClock() throws Exception {
    node = node(this::noted);
    long id = database.create(Creation.of("work").delay(Duration.ofHours(5)));
    node.poll();
    node.pass(Duration.ofHours(6));
    node.poll();
    assertThat(started).isEmpty();

    DatabaseTime.advance(Duration.ofHours(5));
    node.poll();
    assertThat(database.row(id).status()).isEqualTo("pending");
    node.beat();
    node.finish();
    assertThat(started).containsExactly(id);
  }

  @Test
  void sleepsWhenTheNextDueTimeIsFartherThanALongOfNanosecondsReaches() {
    node = node(this::noted);
    database.create(Creation.of("work").delay(Duration.ofDays(365_000 / 5 * 4)));
    assertThat(node.poll()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void looksByItselfWhenThePollTimerStandsStill() {
    node = node(this::noted);
    assertThat(node.poll()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2200));
  }

  @Test
  void doesNotSpinWhenARowThatIsDueIsLockedByAnother() throws Exception {
    node = node(this::noted);
    long id = database.create(Creation.of("work").delay(Duration.ofMillis(1)));
    DatabaseTime.advance(Duration.ofSeconds(1));
    try (var other = database.direct().getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("UPDATE execution SET priority = 1 WHERE id = " + id);
      assertThat(node.poll()).isGreaterThanOrEqualTo(Duration.ofMillis(10));
      other.rollback();
    }
    node.finish();
    assertThat(started).containsExactly(id);
  }

  @Test
  void aLoweredLimitStopsClaimsUntilThereIsRoom() throws Exception {
    database.limit(3);
    node = node((input, context) -> hold.obediently());
    database.create("work", 5);
    node.poll();
    hold.awaitEntered(3);
    database.limit(1);
    node.poll();
    assertThat(database.count("running")).isEqualTo(3);

    hold.release();
    node.awaitReturned(3);
    node.poll();
    assertThat(database.count("running")).isLessThanOrEqualTo(1);
    node.finish();
    assertThat(database.count("completed")).isEqualTo(5);
  }

  @Test
  void claimsNothingWhilePaused() {
    node = node(this::noted);
    database.update("UPDATE execution_gate SET paused = TRUE");
    database.create("work");
    node.poll();
    assertThat(database.count("pending")).isEqualTo(1);
    database.update("UPDATE execution_gate SET paused = FALSE");
    node.finish();
    assertThat(database.count("completed")).isEqualTo(1);
  }

  @Test
  void claimsNoMoreThanItHasWorkers() throws Exception {
    database.limit(100);
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.given.put("EXECUTION_WORKERS", "2");
    node =
        new SteppedNode(
            around,
            ticks,
            Optional.empty(),
            TestHandler.of("work", (input, context) -> hold.obediently()));
    database.create("work", 5);
    node.poll();
    hold.awaitEntered(2);
    assertThat(database.count("running")).isEqualTo(2);
    assertThat(database.count("pending")).isEqualTo(3);
  }

  @Test
  void runsAtMostAsManyTransactionalHandlersAsThePoolHasConnectionsToSpare() throws Exception {
    database.limit(100);
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.given.put("EXECUTION_DB_POOL", "7");
    around.transaction = (run, handler) -> new Outcome.Completed(Text.of(handler.call()));
    node =
        new SteppedNode(
            around,
            ticks,
            Optional.empty(),
            new TestHandler("move", true, (input, context) -> hold.obediently()),
            TestHandler.of("work", (input, context) -> hold.obediently()));
    database.create("move", 5);
    database.create("work", 5);
    node.poll();
    hold.awaitEntered(7);
    assertThat(
            database.list(
                "SELECT type FROM execution WHERE status = 'running' ORDER BY type",
                row -> row.getString(1)))
        .containsExactly("move", "move", "work", "work", "work", "work", "work");
  }

  @Test
  void startsNothingWhenItIsNotSureOfItsPlace() throws Exception {
    node = node(this::noted);
    node.poll();
    long id = database.create("work");
    node.pass(SteppedNode.LEASE.multipliedBy(7).dividedBy(10));
    node.poll();
    assertThat(database.row(id).attempt()).isZero();

    node.beat();
    node.finish();
    assertThat(started).containsExactly(id);
  }

  @Test
  void aListenerThatFailsStopsNothing() {
    TestEnvironment around = new TestEnvironment(database, dataDir);
    around.onEnded =
        () -> {
          throw new NoClassDefFoundError("Listener");
        };
    node = new SteppedNode(around, ticks, Optional.empty(), TestHandler.of("work", this::noted));
    List<Long> ids = database.create("work", 3);
    node.finish();
    assertThat(started).isEqualTo(ids);
    assertThat(node.report.lastError()).hasValueSatisfying(e -> assertThat(e).contains("Listener"));
  }

  private Object noted(JsonValue input, ExecutionContext context) {
    started.add(context.id());
    return null;
  }

  private SteppedNode node(TestHandler.Body body) {
    return new SteppedNode(
        new TestEnvironment(database, dataDir),
        ticks,
        Optional.empty(),
        TestHandler.of("work", body));
  }
}
