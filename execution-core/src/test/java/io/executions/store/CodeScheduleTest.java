package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Schedule;
import io.executions.api.ScheduleInCodeException;
import io.executions.api.ScheduleSource;
import io.executions.api.ScheduleState;
import io.executions.api.Timing;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.store.NodeStore.Defining;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Schedules as the code of living nodes defines them. */
class CodeScheduleTest extends StoreContract {
  private static final String ORDERS = "orders";
  private static final NewSchedule NIGHTLY =
      NewSchedule.of("nightly", Timing.cron("0 2 * * *"), NewExecution.of("work"));
  private static final NewSchedule CHANGED = NIGHTLY.withDescription("changed");

  private long next = 7_000_000;

  @Test
  void isKeptAtDeploymentAndWhenItsDefinitionHasChanged() throws SQLException {
    TestNode node = defining(ORDERS, NIGHTLY);
    keep(node);
    assertThat(nightly().source()).isEqualTo(ScheduleSource.CODE);
    assertThat(nightly().definition()).isEqualTo(NIGHTLY.withPaused(false));
    assertThat(nightly().nextRunAt()).contains(Micros.toInstant(next));
    next = 9_000_000;
    keep(defining(ORDERS, NIGHTLY));
    assertThat(nightly().nextRunAt()).contains(Micros.toInstant(7_000_000L));
    keep(defining(ORDERS, CHANGED));
    assertThat(nightly().definition()).isEqualTo(CHANGED.withPaused(false));
    assertThat(nightly().nextRunAt()).contains(Micros.toInstant(next));
    assertThat(
            store.number(
                "SELECT COUNT(*) FROM execution_audit WHERE who = ? AND action = 'putSchedule'",
                ORDERS))
        .isEqualTo(2);
  }

  @Test
  void isPausedInCodeOnlyWhenItIsNew() throws SQLException {
    keep(defining(ORDERS, NIGHTLY.withPaused(true)));
    assertThat(nightly().state()).isEqualTo(ScheduleState.PAUSED);
    pause(false);
    keep(defining(ORDERS, CHANGED.withPaused(true)));
    assertThat(nightly().definition()).isEqualTo(CHANGED.withPaused(false));
    pause(true);
    keep(defining(ORDERS, NIGHTLY.withPaused(false)));
    assertThat(nightly().state()).isEqualTo(ScheduleState.PAUSED);
  }

  @Test
  void ofTwoDefinitionsThatOfTheNodeThatStartedLastHolds() throws SQLException {
    TestNode old = defining(ORDERS, NIGHTLY);
    TestNode young = defining(ORDERS, CHANGED);
    keep(old);
    assertThat(nightly().definition().description()).contains("changed");
    // Declared dead, and there again.
    old.beats().leave(old.id());
    long since =
        store.number("SELECT since FROM execution_schedule_definition WHERE node_id = ?", old.id());
    keep(nodeDefining("a", new Defining(ORDERS, List.of(NIGHTLY), since)));
    assertThat(nightly().definition().description()).contains("changed");
    young.beats().leave(young.id());
    keep(node("looking"));
    assertThat(nightly().definition().description()).isEmpty();
  }

  @Test
  void isRetiredWhereItsApplicationLivesOnWithoutIt() throws SQLException {
    TestNode old = defining(ORDERS, NIGHTLY);
    TestNode other = node("other");
    keep(old);
    TestNode young = defining(ORDERS);
    keep(young);
    assertThat(nightly().state()).isEqualTo(ScheduleState.ACTIVE);
    old.beats().leave(old.id());
    keep(other);
    assertThat(nightly().state()).isEqualTo(ScheduleState.RETIRED);
    assertThat(nightly().nextRunAt()).isEmpty();
    store.update("UPDATE execution_schedule SET next_at = 1, waiting_at = 1");
    assertThat(other.look("work").schedulesDue()).isFalse();
    assertThat(other.look("work").schedulesWait()).isFalse();
    assertThat(pause(false).state()).isEqualTo(ScheduleState.RETIRED);

    keep(defining(ORDERS, NIGHTLY));
    assertThat(nightly().state()).isEqualTo(ScheduleState.ACTIVE);
    assertThat(nightly().nextRunAt()).contains(Micros.toInstant(next));
  }

  @Test
  void aFullStopRetiresNothing() throws SQLException {
    TestNode one = defining(ORDERS, NIGHTLY);
    TestNode other = node("other");
    keep(one);
    one.beats().leave(one.id());
    keep(other);
    assertThat(nightly().state()).isEqualTo(ScheduleState.ACTIVE);
  }

  @Test
  void isNotRetiredWhileAnotherApplicationDefinesIt() throws SQLException {
    TestNode orders = defining(ORDERS, NIGHTLY);
    TestNode bills = defining("bills", NIGHTLY);
    keep(orders);
    bills.beats().leave(bills.id());
    keep(defining("bills"));
    assertThat(nightly().state()).isEqualTo(ScheduleState.ACTIVE);
    orders.beats().leave(orders.id());
    keep(defining(ORDERS));
    assertThat(nightly().state()).isEqualTo(ScheduleState.RETIRED);
  }

  @Test
  void nobodyElseChangesOrRemovesItWhileANodeDefinesIt() throws SQLException {
    TestNode node = defining(ORDERS, NIGHTLY);
    assertThatThrownBy(() -> put(NIGHTLY))
        .isInstanceOf(ScheduleInCodeException.class)
        .hasMessageContaining(ORDERS);
    keep(node);
    assertThatThrownBy(() -> put(CHANGED)).isInstanceOf(ScheduleInCodeException.class);
    assertThatThrownBy(() -> store.schedules.delete("nightly"))
        .isInstanceOf(ScheduleInCodeException.class);
    assertThat(store.schedules.trigger("nightly").scheduled()).isPresent();
    node.beats().leave(node.id());
    assertThat(put(CHANGED).source()).isEqualTo(ScheduleSource.API);
    store.schedules.delete("nightly");
    assertThat(store.schedules.find("nightly")).isEmpty();
  }

  @Test
  void takesTheOneOfItsNameThatAPersonKeptBefore() throws SQLException {
    put(CHANGED);
    pause(true);
    keep(defining(ORDERS, NIGHTLY));
    assertThat(nightly().source()).isEqualTo(ScheduleSource.CODE);
    assertThat(nightly().definition()).isEqualTo(NIGHTLY.withPaused(true));
  }

  @Test
  void oneWhoseTimesCannotBeToldHereIsLeftToTheNodeThatDefinesIt() throws SQLException {
    TestNode old = node("old");
    TestNode young = defining(ORDERS, NIGHTLY, other("zz"));
    Schedules.Next oldZones =
        failing(new InvalidRequestException(List.of(new Fault("/timeZone", "is unknown"))));
    keep(old, oldZones);
    assertThat(store.schedules.find("nightly")).isEmpty();
    assertThat(store.schedules.find("zz")).isPresent();
    keep(young);
    assertThat(nightly().state()).isEqualTo(ScheduleState.ACTIVE);
    assertThat(nightly().nextRunAt()).contains(Micros.toInstant(next));
    assertThat(nightly().lastError()).isEmpty();
  }

  @Test
  void oneThatCannotBeKeptStopsNoOtherAndIsTold() throws SQLException {
    TestNode gone = defining(ORDERS, other("gone"));
    keep(gone);
    TestNode node = defining(ORDERS, NIGHTLY, other("zz"));
    gone.beats().leave(gone.id());
    assertThatThrownBy(() -> keep(node, failing(new IllegalStateException("no such field"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nightly")
        .hasMessageContaining("no such field");
    assertThat(store.schedules.find("nightly")).isEmpty();
    assertThat(store.schedules.find("zz")).isPresent();
    assertThat(store.schedules.find("gone").orElseThrow().state()).isEqualTo(ScheduleState.RETIRED);
    keep(node);
    assertThat(nightly().state()).isEqualTo(ScheduleState.ACTIVE);
  }

  @Test
  void oneThatTheDatabaseRefusesStopsNoOther() throws SQLException {
    TestNode node = defining(ORDERS, NIGHTLY, other("zz"));
    Schedules.Next tooLong =
        new Schedules.Next() {
          @Override
          public long after(NewSchedule schedule, long anchor, long now) {
            return next;
          }

          @Override
          public String zoneData(NewSchedule schedule) {
            return schedule.name().equals("nightly") ? "longer than its column is" : "";
          }
        };
    assertThatThrownBy(() -> keep(node, tooLong))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nightly");
    assertThat(store.schedules.find("nightly")).isEmpty();
    assertThat(store.schedules.find("zz")).isPresent();
  }

  @Test
  void anotherOwnerInTheSameWordsMovesNothing() throws SQLException {
    keep(defining(ORDERS, NIGHTLY));
    store.update("UPDATE execution_schedule SET next_at = 1, last_error = 'refused'");
    keep(defining("bills", NIGHTLY));
    assertThat(nextAt("nightly")).isEqualTo(1);
    assertThat(nightly().lastError()).contains("refused");
    assertThat(store.number("SELECT COUNT(*) FROM execution_schedule WHERE application = 'bills'"))
        .isOne();
  }

  @Test
  void oneThatDoesNotFitThePacketIsNotRetired() throws SQLException {
    TestNode old = defining(ORDERS, NIGHTLY);
    keep(old);
    TestNode young = defining(ORDERS);
    NewSchedule large =
        NewSchedule.of("nightly", NIGHTLY.timing(), NewExecution.of("work", "x".repeat(200_000)));
    store.sql(
        sql -> {
          Packet packet = new Packet("max_allowed_packet", 100_000);
          CodeSchedules.register(sql, young.id(), List.of(large), 9, packet);
          return null;
        });
    old.beats().leave(old.id());
    keep(young);
    assertThat(nightly().state()).isEqualTo(ScheduleState.ACTIVE);
    assertThat(nightly().definition()).isEqualTo(NIGHTLY.withPaused(false));
    assertThatThrownBy(() -> put(CHANGED)).isInstanceOf(ScheduleInCodeException.class);
  }

  @Test
  void manyAreKeptInParts() throws SQLException {
    NewSchedule[] many = new NewSchedule[150];
    for (int i = 0; i < many.length; i++) {
      many[i] = NewSchedule.of("s" + i, NIGHTLY.timing(), NIGHTLY.create());
    }
    keep(defining(ORDERS, many));
    assertThat(store.number("SELECT COUNT(*) FROM execution_schedule")).isEqualTo(many.length);
  }

  private long nextAt(String name) throws SQLException {
    return store.number("SELECT next_at FROM execution_schedule WHERE name = ?", name);
  }

  private TestNode defining(String application, NewSchedule... schedules) throws SQLException {
    return nodeDefining("a", new Defining(application, List.of(schedules), 0));
  }

  private void keep(TestNode node) throws SQLException {
    keep(node, (any, anchor, now) -> next);
  }

  private void keep(TestNode node, Schedules.Next times) throws SQLException {
    boolean more = true;
    while (more) {
      more = node.engine().keepSchedules(node.id(), times, store.audit);
    }
  }

  private Schedules.Next failing(RuntimeException failure) {
    return (schedule, anchor, now) -> {
      if (schedule.name().equals("nightly")) {
        throw failure;
      }
      return next;
    };
  }

  private static NewSchedule other(String name) {
    return NewSchedule.of(name, NIGHTLY.timing(), NIGHTLY.create());
  }

  private Schedule nightly() {
    return store.schedules.find("nightly").orElseThrow();
  }

  private Schedule put(NewSchedule schedule) {
    return store.schedules.put(schedule, (any, anchor, now) -> next).schedule();
  }

  private Schedule pause(boolean paused) {
    return store.schedules.pause("nightly", paused, (any, anchor, now) -> next);
  }
}
