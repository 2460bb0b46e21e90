package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.CatchUp;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import io.executions.api.json.ScheduleDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What engines create by schedules; the database's clock is in the test's hand. */
class EngineScheduleTest extends SteppedEngines {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final NewSchedule HOURLY =
      NewSchedule.of("hourly", Timing.cron("@hourly"), NewExecution.of("work"));

  private final List<SteppedNode> others = new ArrayList<>();
  private Instant first;

  @BeforeEach
  void stopTheClock() {
    DatabaseTime.freeze();
    first = DatabaseTime.now().truncatedTo(ChronoUnit.HOURS).plus(HOUR);
  }

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
  void aScheduleThatCannotBeReadHoldsUpNoOther() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY);
    keep(NewSchedule.of("broken", Timing.cron("@hourly").in("Europe/Berlin"), HOURLY.create()));
    database.update(
        "UPDATE execution_schedule SET definition = REPLACE(definition, 'Berlin', 'Atlantis')"
            + " WHERE name = 'broken'");
    pass(until(first));
    node.poll();
    assertThat(scheduledFor("hourly")).containsExactly(first);
    assertThat(scheduledFor("broken")).isEmpty();
    assertThat(errors("broken")).containsOnlyNulls();
    // Another node may know its zone; this one waits a while.
    pass(Duration.ofSeconds(31));
    node.poll();
    assertThat(errors("broken")).first().asString().contains("/timeZone");
    node.goesWell();
  }

  @Test
  void whatWaitsIsCreatedThoughItsZoneIsUnknownAndTheEngineRests() throws Exception {
    SteppedNode node = withOneThatWaits();
    database.update(
        "UPDATE execution_schedule SET definition = REPLACE(definition, 'Berlin', 'Atlantis')");
    hold.release();
    node.finish();
    assertThat(scheduledFor()).containsExactly(first, first.plus(HOUR));
    assertThat(number("waiting_at")).isZero();
    node.goesWell();
  }

  @Test
  void whatWaitsIsMissedWhereTheDefinitionIsDamagedAndTheEngineRests() throws Exception {
    SteppedNode node = withOneThatWaits();
    database.update("UPDATE execution_schedule SET definition = 'damaged'");
    hold.release();
    node.finish();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(number("waiting_at")).isZero();
    assertThat(number("missed")).isEqualTo(1);
    node.goesWell();
  }

  private SteppedNode withOneThatWaits() throws Exception {
    SteppedNode node = node((input, context) -> hold.obediently());
    keep(
        NewSchedule.of("hourly", HOURLY.timing().in("Europe/Berlin"), HOURLY.create())
            .withOverlap(Overlap.QUEUE));
    pass(until(first));
    node.poll();
    hold.awaitEntered(1);
    pass(HOUR);
    node.poll();
    assertThat(number("waiting_at")).isEqualTo(micros(first.plus(HOUR)));
    return node;
  }

  @Test
  void noTimeIsLostWhileATableIsMissing() {
    SteppedNode node = node((input, context) -> null);
    keep(HOURLY);
    node.poll();
    database.update("ALTER TABLE execution_scheduled RENAME TO execution_scheduled_away");
    pass(until(first));
    node.poll();
    assertThat(number("next_at")).isEqualTo(micros(first));
    database.update("ALTER TABLE execution_scheduled_away RENAME TO execution_scheduled");
    node.poll();
    assertThat(scheduledFor()).containsExactly(first);
    assertThat(number("missed")).isZero();
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

  private List<String> errors(String name) {
    return database.list(
        "SELECT last_error FROM execution_schedule WHERE name = ?", row -> row.getString(1), name);
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

  private NewSchedule named(String name) {
    return NewSchedule.of(name, HOURLY.timing(), HOURLY.create());
  }

  private void keep(NewSchedule schedule) {
    database.update(
        """
        INSERT INTO execution_schedule (name, definition, paused, anchor_at, next_at, waiting_at,
               last_id, last_for, skipped, missed)
        VALUES (?, ?, FALSE, 0, ?, 0, 0, 0, 0, 0)
        """,
        schedule.name(),
        ScheduleDocument.writeKept(schedule).toString(),
        micros(first));
  }

  private static void pass(Duration time) {
    DatabaseTime.advance(time);
  }

  private static Duration until(Instant time) {
    return Duration.between(DatabaseTime.now(), time);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private long number(String column) {
    return database
        .list("SELECT %s FROM execution_schedule".formatted(column), row -> row.getLong(1))
        .get(0);
  }

  private List<Instant> scheduledFor() {
    return scheduledFor("hourly");
  }

  private List<Instant> scheduledFor(String schedule) {
    return database.list(
        "SELECT scheduled_for FROM execution WHERE schedule = ? ORDER BY scheduled_for",
        row -> Instant.EPOCH.plus(row.getLong(1), ChronoUnit.MICROS),
        schedule);
  }
}
