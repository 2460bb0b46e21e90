package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.CatchUp;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What engines create by schedules; the database's clock is in the test's hand. */
class EngineScheduleTest extends ScheduledEngines {
  private final List<SteppedNode> others = new ArrayList<>();

  @Test
  void wakesForTheNextTimeAndCreatesForIt() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY);
    Duration wait = node.poll();
    assertThat(database.count("pending")).isZero();
    assertThat(wait).isLessThanOrEqualTo(until(first));

    pass(until(first));
    node.poll();
    node.awaitAllReturned();
    node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(database.count("completed")).isEqualTo(1);
    assertThat(number("next_at")).isEqualTo(micros(first.plus(HOUR)));
    node.goesWell();
  }

  @Test
  void twoNodesCreateOneExecutionForEachTime() {
    SteppedNode one = another();
    SteppedNode other = another();
    keep(HOURLY);
    one.poll();
    other.poll();
    for (int hour = 0; hour < 5; hour++) {
      pass(hour == 0 ? until(first) : HOUR);
      one.poll();
      other.poll();
      one.awaitAllReturned();
      other.awaitAllReturned();
      one.poll();
      other.poll();
    }
    assertThat(scheduledFor())
        .containsExactlyElementsOf(
            IntStream.range(0, 5).mapToObj(i -> first.plus(HOUR.multipliedBy(i))).toList());
  }

  @Test
  void aTimeIsLeftOutWhileTheLastOneIsUnfinished() throws Exception {
    SteppedNode node = node((input, context) -> hold.obediently());
    keep(HOURLY);
    pass(until(first));
    node.poll();
    hold.awaitEntered(1);
    pass(HOUR);
    node.poll();
    pass(HOUR);
    node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(number("skipped")).isEqualTo(2);
  }

  @Test
  void oneTimeWaitsForTheEndOfTheLastOne() throws Exception {
    SteppedNode node = node((input, context) -> hold.obediently());
    keep(HOURLY.withOverlap(Overlap.QUEUE));
    pass(until(first));
    node.poll();
    hold.awaitEntered(1);
    pass(HOUR);
    node.poll();
    pass(HOUR);
    node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(number("waiting_at")).isEqualTo(micros(first.plus(HOUR)));
    assertThat(number("skipped")).isEqualTo(1);

    hold.release();
    node.finish();
    assertThat(scheduledFor()).containsExactly(first, first.plus(HOUR));
    assertThat(number("waiting_at")).isZero();
  }

  @Test
  void aTimeThatCameToWaitSinceTheLastLookIsCreatedWithTheEnd() throws Exception {
    SteppedNode node = node((input, context) -> hold.obediently());
    keep(HOURLY.withOverlap(Overlap.QUEUE));
    pass(until(first));
    node.poll();
    hold.awaitEntered(1);
    // As another node does it.
    database.update("UPDATE execution_schedule SET waiting_at = ?", micros(first.plusSeconds(1)));
    hold.release();
    node.awaitAllReturned();
    assertThat(node.loop.runOnce()).isZero();
    assertThat(scheduledFor()).containsExactly(first, first.plusSeconds(1));
  }

  @Test
  void aTimeThatWaitsForALongRunCostsCyclesOfOthersNoLook() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY.withOverlap(Overlap.QUEUE));
    database.update(
        "UPDATE execution_schedule SET waiting_at = 1, last_id = ?", database.create("long"));
    database.limit(20);
    database.create("work", 60);
    for (int polls = 0; polls < 2; polls++) {
      node.poll();
      node.awaitAllReturned();
    }

    long before = database.unsteady().roundTrips();
    node.loop.runOnce();

    assertThat(database.count("completed")).isEqualTo(40);
    // One more than without any that waits: whether it waited for one of these.
    assertThat(database.unsteady().roundTrips() - before).isLessThanOrEqualTo(8);
  }

  @Test
  void whatWasMissedIsCaughtUpWithAsTold() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY);
    keep(named("all").withOverlap(Overlap.ALLOW).withCatchUp(CatchUp.ALL, Duration.ofHours(24)));
    keep(named("none").withCatchUp(CatchUp.NONE, Duration.ofHours(24)));
    pass(until(first).plus(HOUR.multipliedBy(3)).plusMinutes(5));
    node.poll();
    assertThat(scheduledFor("hourly")).containsExactly(first.plus(HOUR.multipliedBy(3)));
    assertThat(scheduledFor("all")).hasSize(4).startsWith(first);
    assertThat(scheduledFor("none")).isEmpty();
  }

  @Test
  void aPausedClusterCreatesAndADrainingNodeDoesNot() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY);
    database.update("UPDATE execution_gate SET paused = TRUE");
    pass(until(first));
    node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(database.count("pending")).isEqualTo(1);

    database.update("UPDATE execution_node SET state = 'draining'");
    node.poll();
    pass(HOUR);
    Duration wait = node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(wait).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void jitterMovesOnlyWhenItRuns() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY.withJitter(Duration.ofMinutes(10)));
    pass(until(first));
    node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    long runAt = database.list("SELECT run_at FROM execution", row -> row.getLong(1)).get(0);
    assertThat(runAt).isBetween(micros(first), micros(first.plusSeconds(600)));
  }

  @Test
  void aThousandOfOneSecondAreCreatedInAFewTransactions() {
    SteppedNode node = node((input, context) -> null);
    IntStream.range(0, 1000).forEach(i -> keep(named("s" + i)));
    node.poll();
    database.update("UPDATE execution_gate SET paused = TRUE");
    long before = database.gateTurns();
    pass(until(first));
    node.poll();
    assertThat(database.count("pending")).isEqualTo(1000);
    assertThat(database.gateTurns() - before).isLessThanOrEqualTo(4);
  }

  @Test
  void whatManyAreToCatchUpWithIsCreatedInBoundedTransactions() {
    SteppedNode node = node((input, context) -> null);
    for (int i = 0; i < 10; i++) {
      keep(
          NewSchedule.of("s" + i, HOURLY.timing(), HOURLY.create())
              .withOverlap(Overlap.ALLOW)
              .withCatchUp(CatchUp.ALL, Duration.ofDays(30)));
    }
    database.update("UPDATE execution_gate SET paused = TRUE");
    pass(until(first).plus(HOUR.multipliedBy(149)));
    node.poll();
    assertThat(database.count("pending")).isEqualTo(1500);
  }

  /** Returns a node that lives beside others. */
  private SteppedNode another() {
    SteppedNode node =
        new SteppedNode(
            new TestEnvironment(database, dataDir),
            new AtomicLong(),
            Optional.empty(),
            TestHandler.of("work", (input, context) -> null));
    others.add(node);
    return node;
  }

  @AfterEach
  void closeOthers() {
    others.forEach(SteppedNode::close);
  }
}
