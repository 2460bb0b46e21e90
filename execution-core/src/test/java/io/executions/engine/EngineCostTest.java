package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often the engine waits for the database: what is added to a cycle, all pay. */
class EngineCostTest extends SteppedEngines {
  private static final int RUNS = 20;
  private static final int MOST_TO_ADD_UP = 12;

  @Test
  void aCycleInWhichRunsEndAndOthersBeginTakesSixRoundTrips() {
    SteppedNode node = busyNode();

    long before = database.unsteady().roundTrips();
    node.loop.runOnce();

    assertThat(database.count("completed")).isEqualTo(2 * RUNS);
    assertThat(database.count("running")).isEqualTo(RUNS);
    assertThat(database.unsteady().roundTrips() - before).isLessThanOrEqualTo(6);
  }

  @Test
  void whileSomebodyListensItIsOneMore() {
    SteppedNode node = busyNode();
    database.update("UPDATE execution_gate SET feed_since = turn, feed_until = 4000000000000000");

    long before = database.unsteady().roundTrips();
    node.loop.runOnce();

    assertThat(database.unsteady().roundTrips() - before).isLessThanOrEqualTo(7);
    assertThat(database.count("completed")).isEqualTo(2 * RUNS);
    assertThat(database.list("SELECT part FROM execution_event", row -> row.getLong(1)))
        .isNotEmpty();
  }

  @Test
  void aLookThatSomebodyAskedForIsTwoMore() {
    SteppedNode node = busyNode();

    long before = database.unsteady().roundTrips();
    node.loop.comes(Cause.ANYTHING);
    node.loop.runOnce();

    assertThat(database.count("completed")).isEqualTo(2 * RUNS);
    assertThat(database.unsteady().roundTrips() - before).isLessThanOrEqualTo(8);
  }

  @Test
  void whatWasCreatedHereIsClaimedWithoutALook() {
    SteppedNode node = node((input, context) -> null);
    node.poll();
    node.poll();
    database.create("work");

    long before = database.unsteady().roundTrips();
    node.loop.comes(Cause.CREATION);
    node.loop.runOnce();

    assertThat(database.count("running")).isEqualTo(1);
    assertThat(database.unsteady().roundTrips() - before).isLessThanOrEqualTo(7);
  }

  @Test
  void anIdleNodeAsksOnceForEachLook() {
    SteppedNode node = node((input, context) -> null);
    node.poll();
    node.poll();

    long before = database.unsteady().roundTrips();
    node.poll();

    assertThat(database.unsteady().roundTrips() - before).isEqualTo(1);
  }

  @Test
  void whatManyTransactionsLeftIsAddedUpByAFewStatements() {
    SteppedNode node = node((input, context) -> null);
    node.poll();
    database.update(
        """
        INSERT INTO execution_delta (type, queues, status, ended, minute_at)
        SELECT 'work', CONCAT('q', MOD(x, 50)), 'failed', 1, 60000000 FROM SYSTEM_RANGE(1, 500)
        """);
    node.pass(Duration.ofSeconds(2));

    long before = database.unsteady().roundTrips();
    node.poll();

    assertThat(database.list("SELECT id FROM execution_delta", row -> row.getLong(1))).isEmpty();
    assertThat(database.unsteady().roundTrips() - before).isLessThanOrEqualTo(MOST_TO_ADD_UP);
  }

  /** Returns one of which all runs have ended, not the first ones, while as many more are due. */
  private SteppedNode busyNode() {
    SteppedNode node = node((input, context) -> null);
    database.limit(RUNS);
    database.create("work", 3 * RUNS);
    node.poll();
    node.awaitAllReturned();
    node.poll();
    node.awaitAllReturned();
    return node;
  }
}
