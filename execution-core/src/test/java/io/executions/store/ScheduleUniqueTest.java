package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Backfill;
import io.executions.api.DuplicateExecutionException;
import io.executions.api.Execution;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Schedule;
import io.executions.api.Timing;
import io.executions.api.Unique;
import io.executions.database.Micros;
import io.executions.database.ReservedConnection;
import io.executions.database.Text;
import io.executions.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Schedules whose executions have unique keys, or expire. */
class ScheduleUniqueTest extends StoreContract {
  private static final long MINUTE = 60_000_000L;
  private static final NewExecution WORK =
      NewExecution.of("work").withUnique(Unique.whileUnfinished("only one"));
  private static final NewSchedule OFTEN = NewSchedule.of("often", Timing.cron("* * * * *"), WORK);

  @Test
  void aTimeWhoseKeyAnotherExecutionHasIsSkippedAndTheNextOneIsNot() throws Exception {
    TestNode node = node("a", "work");
    long at = put(OFTEN);
    long other = store.unique.add(WORK).result().execution().id();

    take(node, at);
    assertThat(often().lastExecution()).isEmpty();
    assertThat(often().skipped()).isEqualTo(1);

    store.call(() -> store.moves.cancel(other, "a person"));
    take(node, at + 1);
    Execution created = store.find(often().lastExecution().orElseThrow().id());
    assertThat(created.uniqueKey()).contains("only one");
    assertThat(often().skipped()).isEqualTo(1);
    assertThat(store.unique.add(WORK).result().execution().id()).isEqualTo(created.id());
  }

  @Test
  void ofSeveralTimesAndSchedulesWithOneKeyOneCreates() throws Exception {
    TestNode node = node("a", "work");
    long at = put(OFTEN);
    store.schedules.put(NewSchedule.of("also", OFTEN.timing(), WORK), (any, anchor, now) -> at);

    node.inGate(
        gate -> {
          List<ScheduleTurn> turns = new ArrayList<>();
          for (DueSchedule due : full(gate)) {
            turns.add(turn(due, at, at + 1, at + 2));
          }
          gate.schedules().take(turns);
          return null;
        });

    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(1);
    assertThat(store.number("SELECT SUM(skipped) FROM execution_schedule")).isEqualTo(5);
    assertThat(store.number("SELECT COUNT(*) FROM execution_scheduled")).isEqualTo(1);
  }

  @Test
  void whoTriggersOneIsToldWhoHasTheKey() throws Exception {
    put(OFTEN);
    long first = store.schedules.trigger("often").id();
    Schedule before = often();

    assertThatThrownBy(() -> store.schedules.trigger("often"))
        .isInstanceOfSatisfying(
            DuplicateExecutionException.class,
            refusal -> assertThat(refusal.existingId()).isEqualTo(first));
    assertThat(often()).isEqualTo(before);
  }

  @Test
  void whoTriggersOneIsToldTheQueueOfItsType() throws Exception {
    node("a", "work");
    store.update("UPDATE execution_node_type SET queue = 'mail' WHERE type = 'work'");
    put(OFTEN);

    Execution told = store.schedules.trigger("often");

    assertThat(told.queue()).isEqualTo("mail");
    assertThat(store.find(told.id()).queue()).isEqualTo("mail");
  }

  @Test
  void aBackfillCreatesWhatTheKeyLeaves() throws Exception {
    long at = put(OFTEN) - 10 * MINUTE;
    Instant from = Micros.toInstant(at);
    List<Instant> times = List.of(from, from.plusSeconds(60), from.plusSeconds(120));

    Backfills.Made made =
        store.backfills.create(
            "often",
            new Backfill(from, from.plusSeconds(180)),
            (schedule, anchor) -> new Backfills.Times(times, false));

    assertThat(made.backfilled().ids()).hasSize(1);
    assertThat(made.backfilled().existing()).isEqualTo(2);
  }

  @Test
  void aKeyThatATransactionHoldsIsWaitedForByNobodyBehindTheGate() throws Exception {
    TestNode node = node("a", "work");
    long at = put(OFTEN);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    CompletableFuture<?> holder =
        CompletableFuture.runAsync(
            () ->
                store.call(
                    () -> {
                      store.unique.add(WORK);
                      held.countDown();
                      await(over);
                      return null;
                    }));
    await(held);

    long began = System.nanoTime();
    take(node, at);
    long millis = (System.nanoTime() - began) / 1_000_000;
    over.countDown();
    holder.join();

    assertThat(often().skipped()).isEqualTo(1);
    assertThat(often().lastExecution()).isEmpty();
    if (database != TestDatabase.H2) {
      assertThat(millis).isLessThan(900);
    }
  }

  @Test
  void whatDoesNotWaitLeavesTheOthersOfItsTransactionAsPatientAsTheyWere() throws Exception {
    if (database != TestDatabase.POSTGRESQL) {
      return;
    }
    String asked = "SELECT current_setting('lock_timeout')";
    try (ReservedConnection connection = store.database.reserve()) {
      connection.transaction(
          sql -> {
            String before = sql.first(asked, row -> row.getString(1)).orElseThrow();
            UniqueKeys.behindGate(sql)
                .take(new UniqueKeys.Name("work", "only one"), WORK.unique(), 1);
            assertThat(sql.first(asked, row -> row.getString(1))).contains(before);
            return null;
          });
    }
  }

  @Test
  void whatASavedScheduleCreatesExpiresSoLongAfterItIsDueOrCreated() throws Exception {
    TestNode node = node("a", "work");
    Duration hour = Duration.ofHours(1);
    long at =
        put(
            NewSchedule.of("often", OFTEN.timing(), NewExecution.of("work"))
                .withExpiresAfter(hour));
    Instant later = Micros.toInstant(store.now()).plusSeconds(300);

    node.inGate(
        gate -> {
          DueSchedule due = full(gate).get(0);
          List<ScheduleTurn.Time> times =
              List.of(new ScheduleTurn.Time(at, null), new ScheduleTurn.Time(at + 1, later));
          gate.schedules().take(List.of(turn(due, times)));
          return null;
        });

    List<Execution> created =
        store
            .sql(sql -> sql.list("SELECT id FROM execution ORDER BY id", row -> row.getLong(1)))
            .stream()
            .map(store::find)
            .toList();
    Execution late = created.get(0);
    assertThat(Duration.between(late.createdAt(), late.expiresAt().orElseThrow()))
        .isBetween(hour.minusSeconds(5), hour);
    assertThat(created.get(1).expiresAt()).contains(later.plus(hour));
    assertThat(often().definition().expiresAfter()).contains(hour);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long put(NewSchedule schedule) throws SQLException {
    long at = store.now() - MINUTE;
    store.schedules.put(schedule, (any, anchor, now) -> at);
    return at;
  }

  private Schedule often() {
    return store.schedules.find("often").orElseThrow();
  }

  private void take(TestNode node, long at) throws SQLException {
    node.inGate(
        gate -> {
          gate.schedules().take(List.of(turn(full(gate).get(0), at)));
          return null;
        });
  }

  private static List<DueSchedule> full(Gate gate) throws SQLException {
    return gate.schedules().withDefinitions(gate.schedules().due(9));
  }

  private static ScheduleTurn turn(DueSchedule due, long... times) {
    List<ScheduleTurn.Time> all = new ArrayList<>();
    for (long at : times) {
      all.add(new ScheduleTurn.Time(at, null));
    }
    return turn(due, all);
  }

  private static ScheduleTurn turn(DueSchedule due, List<ScheduleTurn.Time> times) {
    Text input = Text.of(due.parsed().create().input().toString());
    return ScheduleTurn.of(due, due.parsed(), input, times);
  }
}
