package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Execution;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.SavedSchedule;
import io.executions.api.Schedule;
import io.executions.api.ScheduleNotFoundException;
import io.executions.api.SchedulePage;
import io.executions.api.ScheduleState;
import io.executions.api.Timing;
import io.executions.database.Micros;
import io.executions.database.Text;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Schedules in the database: kept, found when they are due, moved on with what they create. */
class ScheduleTest extends StoreContract {
  private static final long MINUTE = 60_000_000L;
  private static final NewSchedule NIGHTLY =
      NewSchedule.of("nightly", Timing.cron("0 2 * * *"), NewExecution.of("work"));

  private long next;

  @Test
  void isKeptAsItWasGiven() {
    NewSchedule schedule =
        NIGHTLY
            .withOverlap(Overlap.QUEUE)
            .withJitter(Duration.ofSeconds(3))
            .withDescription("wipes");
    next = 7 * MINUTE;
    SavedSchedule saved = put(schedule);
    assertThat(saved.created()).isTrue();
    assertThat(saved.schedule().definition()).isEqualTo(schedule.withPaused(false));
    assertThat(saved.schedule().state()).isEqualTo(ScheduleState.ACTIVE);
    assertThat(saved.schedule().nextRunAt()).contains(Micros.toInstant(7 * MINUTE));
    assertThat(store.schedules.find("nightly")).contains(saved.schedule());
    assertThat(store.schedules.find("daily")).isEmpty();
  }

  @Test
  void onlyAnotherDefinitionMovesTheNextTime() throws SQLException {
    next = 7 * MINUTE;
    put(NIGHTLY);
    next = 9 * MINUTE;
    assertThat(put(NIGHTLY).schedule().nextRunAt()).contains(Micros.toInstant(7 * MINUTE));
    assertThat(put(NIGHTLY.withDescription("other")).schedule().nextRunAt())
        .contains(Micros.toInstant(9 * MINUTE));
    // A clock had gone ahead.
    next = 8 * MINUTE;
    assertThat(put(NIGHTLY.withDescription("other")).schedule().nextRunAt())
        .contains(Micros.toInstant(8 * MINUTE));
    assertThat(actions()).isEqualTo(2);
  }

  @Test
  void aPauseOutlivesAnotherDefinitionAndEndsWithTheNextTime() throws SQLException {
    next = 7 * MINUTE;
    put(NIGHTLY);
    assertThat(pause(true).state()).isEqualTo(ScheduleState.PAUSED);
    assertThat(pause(true).nextRunAt()).isEmpty();
    assertThat(put(NIGHTLY.withDescription("other")).schedule().state())
        .isEqualTo(ScheduleState.PAUSED);
    assertThat(due()).isEmpty();
    next = 8 * MINUTE;
    assertThat(pause(false).nextRunAt()).contains(Micros.toInstant(8 * MINUTE));
    assertThat(actions()).isEqualTo(4);
  }

  @Test
  void listsByName() {
    next = MINUTE;
    IntStream.range(0, 5)
        .forEach(i -> put(NewSchedule.of("s" + i, NIGHTLY.timing(), NIGHTLY.create())));
    SchedulePage first = store.schedules.page(3, "");
    assertThat(first.items())
        .extracting(each -> each.definition().name())
        .containsExactly("s0", "s1", "s2");
    SchedulePage second = store.schedules.page(3, first.nextCursor().orElseThrow());
    assertThat(second.items()).hasSize(2);
    assertThat(second.nextCursor()).isEmpty();
  }

  @Test
  void aPageOfLargeOnesIsShort() {
    next = MINUTE;
    String large = "x".repeat(1_000_000);
    for (int i = 0; i < 4; i++) {
      put(NewSchedule.of("s" + i, NIGHTLY.timing(), NewExecution.of("work", large)));
    }
    SchedulePage first = store.schedules.page(9, "");
    assertThat(first.items()).hasSize(2);
    SchedulePage second = store.schedules.page(9, first.nextCursor().orElseThrow());
    assertThat(second.items()).hasSize(2);
    assertThat(second.nextCursor()).isEmpty();
  }

  @Test
  void whatWasRemovedIsGone() {
    put(NIGHTLY);
    store.schedules.delete("nightly");
    assertThat(store.schedules.find("nightly")).isEmpty();
    assertThatThrownBy(() -> store.schedules.delete("nightly"))
        .isInstanceOf(ScheduleNotFoundException.class);
    assertThatThrownBy(() -> pause(true)).isInstanceOf(ScheduleNotFoundException.class);
  }

  @Test
  void oneWithoutAnyTimeHasEnded() {
    next = 0;
    assertThat(put(NIGHTLY).schedule().state()).isEqualTo(ScheduleState.ENDED);
  }

  @Test
  void aLookSeesTheNextTimeAndWhatIsDue() throws SQLException {
    TestNode node = node("a");
    next = store.now() + 60 * MINUTE;
    put(NIGHTLY);
    assertThat(node.look("work").schedulesDue()).isFalse();
    assertThat(node.look("work").nextDueInMicros().orElseThrow())
        .isBetween(50 * MINUTE, 60 * MINUTE);
    next = store.now() - MINUTE;
    put(NIGHTLY.withDescription("other"));
    assertThat(node.look("work").schedulesDue()).isTrue();
    assertThat(due()).extracting(DueSchedule::name).containsExactly("nightly");
    pause(true);
    assertThat(node.look("work").schedulesDue()).isFalse();
  }

  @Test
  void createsAndMovesOnInOneGo() throws SQLException {
    TestNode node = node("a");
    long at = store.now() - MINUTE;
    next = at;
    List<String> names = IntStream.range(0, 120).mapToObj(i -> "s" + (1000 + i)).toList();
    names.forEach(name -> put(NewSchedule.of(name, NIGHTLY.timing(), NIGHTLY.create())));
    node.inGate(
        gate -> {
          List<ScheduleTurn> turns = new ArrayList<>();
          for (DueSchedule due : full(gate, 500)) {
            turns.add(turn(due, at, at + 60 * MINUTE));
          }
          gate.schedules().take(turns);
          return null;
        });

    assertThat(due()).isEmpty();
    assertThat(store.number("SELECT COUNT(*) FROM execution_scheduled")).isEqualTo(120);
    assertThat(store.number("SELECT COUNT(DISTINCT id) FROM execution")).isEqualTo(120);
    Schedule schedule = store.schedules.find("s1007").orElseThrow();
    assertThat(schedule.nextRunAt()).contains(Micros.toInstant(at + 60 * MINUTE));
    assertThat(schedule.skipped()).isEqualTo(3);
    assertThat(schedule.missed()).isEqualTo(4);
    assertThat(schedule.lastError()).isEmpty();
    Schedule.LastExecution last = schedule.lastExecution().orElseThrow();
    assertThat(last.scheduledFor()).isEqualTo(Micros.toInstant(at));
    Execution execution = store.find(last.id());
    assertThat(execution.scheduled())
        .contains(new Execution.Scheduled("s1007", Micros.toInstant(at)));
    assertThat(node.look("work").due()).isTrue();
  }

  @Test
  void oneTimeIsCreatedOnceAlsoAfterTheClockWasSetBack() throws SQLException {
    TestNode node = node("a");
    long at = store.now() - MINUTE;
    next = at;
    put(NIGHTLY);
    take(node, at);
    store.update("UPDATE execution_schedule SET next_at = ?, last_for = 0", at);
    take(node, at);
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(1);
    assertThat(due()).isEmpty();
  }

  @Test
  void aTimeOfManyThatWasCreatedBeforeIsLeftOut() throws SQLException {
    TestNode node = node("a");
    long at = store.now() - MINUTE;
    next = at;
    put(NIGHTLY);
    put(NewSchedule.of("other", NIGHTLY.timing(), NIGHTLY.create()));
    store.update("INSERT INTO execution_scheduled VALUES ('other', ?, 1, 1)", at);
    node.inGate(
        gate -> {
          List<ScheduleTurn> turns =
              full(gate, 9).stream().map(due -> turn(due, at, at + 60 * MINUTE)).toList();
          gate.schedules().take(turns);
          return null;
        });
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE schedule = 'nightly'")).isOne();
    assertThat(store.number("SELECT COUNT(*) FROM execution WHERE schedule = 'other'")).isZero();
  }

  @Test
  void oneThatStandsStillIsPausedAndTriggeredAndStillSaysWhy() throws SQLException {
    next = 7 * MINUTE;
    put(NIGHTLY);
    store.update("UPDATE execution_schedule SET next_at = 0, last_error = 'no such zone'");
    Schedules.Next noZone =
        (any, anchor, now) -> {
          throw new IllegalStateException("no such zone");
        };
    Schedule paused = store.schedules.pause("nightly", true, noZone);
    assertThat(paused.state()).isEqualTo(ScheduleState.PAUSED);
    assertThat(paused.lastError()).contains("no such zone");
    Execution triggered = store.schedules.trigger("nightly");
    assertThat(triggered).isEqualTo(store.find(triggered.id()));
    assertThat(store.schedules.find("nightly").orElseThrow().lastError()).contains("no such zone");
    assertThat(pause(false).lastError()).isEmpty();
  }

  @Test
  void aDamagedRowIsShownAndKeptAgain() throws SQLException {
    next = 7 * MINUTE;
    put(NIGHTLY);
    put(NewSchedule.of("other", NIGHTLY.timing(), NIGHTLY.create()));
    for (String damage : List.of("damaged", "{}", "{\"create\": 1}")) {
      store.update("UPDATE execution_schedule SET definition = ? WHERE name = 'nightly'", damage);
      List<Schedule> shown = store.schedules.page(9, "").items();
      assertThat(shown).hasSize(2);
      assertThat(shown.get(0).lastError().orElseThrow()).contains("cannot be read");
      assertThatThrownBy(() -> store.schedules.trigger("nightly"))
          .isInstanceOf(InvalidRequestException.class);
      assertThatThrownBy(() -> pause(false)).isInstanceOf(InvalidRequestException.class);
      assertThat(pause(true).state()).isEqualTo(ScheduleState.PAUSED);
      Schedule again = put(NIGHTLY).schedule();
      assertThat(again.lastError()).isEmpty();
      assertThat(again.definition().timing()).isEqualTo(NIGHTLY.timing());
    }
  }

  @Test
  void aTimeThatWaitsIsRipeWhenTheLastOneHasEnded() throws Exception {
    TestNode node = node("a");
    long at = store.now() - MINUTE;
    next = at;
    put(NIGHTLY.withOverlap(Overlap.QUEUE));
    take(node, at);
    store.update("UPDATE execution_schedule SET waiting_at = ?", at + 1);
    assertThat(node.look("work").schedulesWait()).isTrue();
    assertThat(node.look("work").schedulesDue()).isFalse();
    assertThat(waiting(node)).isEmpty();

    long id = store.schedules.find("nightly").orElseThrow().lastExecution().orElseThrow().id();
    store.call(() -> store.moves.cancel(id, "a person"));
    assertThat(node.look("work").schedulesDue()).isTrue();
    assertThat(waiting(node)).hasSize(1);
  }

  private static List<DueSchedule> waiting(TestNode node) throws SQLException {
    return node.inGate(gate -> gate.schedules().waiting(9));
  }

  private void take(TestNode node, long at) throws SQLException {
    node.inGate(
        gate -> {
          DueSchedule due = full(gate, 1).get(0);
          gate.schedules().take(List.of(turn(due, at, at + 60 * MINUTE)));
          return null;
        });
  }

  private static List<DueSchedule> full(Gate gate, int most) throws SQLException {
    return gate.schedules().withDefinitions(gate.schedules().due(most));
  }

  private static ScheduleTurn turn(DueSchedule due, long at, long next) {
    List<ScheduleTurn.Time> times = List.of(new ScheduleTurn.Time(at, null));
    Text input = Text.of(due.parsed().create().input().toString());
    return new ScheduleTurn(due, due.parsed(), input, times, next, 0, 3, 4, "", "");
  }

  private List<DueSchedule> due() throws SQLException {
    return node("looking").inGate(gate -> gate.schedules().due(500));
  }

  private long actions() throws SQLException {
    return store.number("SELECT COUNT(*) FROM execution_audit WHERE target_kind = 'schedule'");
  }

  private SavedSchedule put(NewSchedule schedule) {
    return store.schedules.put(schedule, (any, anchor, now) -> next);
  }

  private Schedule pause(boolean paused) {
    return store.schedules.pause("nightly", paused, (any, anchor, now) -> next);
  }
}
