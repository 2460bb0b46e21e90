package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.Backfill;
import io.executions.api.BackfillCount;
import io.executions.api.Backfilled;
import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Schedule;
import io.executions.api.ScheduleNotFoundException;
import io.executions.api.Timing;
import io.executions.database.Micros;
import io.executions.database.Text;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times of the past that are created for afterwards, beside what engines create. */
class BackfillTest extends StoreContract {
  private static final long MINUTE = 60_000_000L;
  private static final NewSchedule OFTEN =
      NewSchedule.of("often", Timing.cron("* * * * *"), NewExecution.of("work"));

  private long first;

  @BeforeEach
  void keepOne() throws SQLException {
    first = (store.now() / MINUTE - 5000) * MINUTE;
    store.schedules.put(OFTEN, (any, anchor, now) -> first);
  }

  @Test
  void createsWhatIsNotThereYetAndMovesNothing() throws SQLException {
    TestNode node = node("a");
    createByTheEngine(node, 2);
    Schedule before = store.schedules.find("often").orElseThrow();
    assertThat(count(0, 5))
        .isEqualTo(new BackfillCount(4, List.of(at(0), at(1), at(3), at(4)), false));

    Backfilled made = backfill(0, 5);

    assertThat(made.existing()).isEqualTo(1);
    assertThat(made.ids()).hasSize(4);
    Execution third = store.find(made.ids().get(2));
    assertThat(third.scheduled()).contains(new Execution.Scheduled("often", at(3)));
    assertThat(store.schedules.find("often")).contains(before);
    assertThat(count(0, 5).count()).isZero();
    assertThat(backfill(0, 5)).isEqualTo(new Backfilled(List.of(), 5));
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(5);
    assertThat(
            store.number("SELECT COUNT(*) FROM execution_audit WHERE action = 'backfillSchedule'"))
        .isEqualTo(1);
    assertThat(node.look("work").due()).isTrue();
  }

  @Test
  void whatTheEngineCreatesAtTheSameMomentIsNotCreatedTwice() throws Exception {
    TestNode node = node("a");
    List<CompletableFuture<Backfilled>> others = new ArrayList<>();
    node.inGate(
        gate -> {
          for (int i = 0; i < 3; i++) {
            others.add(CompletableFuture.supplyAsync(() -> backfill(0, 10)));
          }
          create(gate, 2);
          return null;
        });
    long created = 0;
    for (CompletableFuture<Backfilled> other : others) {
      created += other.get().created();
    }
    assertThat(created).isEqualTo(9);
    assertThat(store.number("SELECT COUNT(DISTINCT scheduled_for) FROM execution")).isEqualTo(10);
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(10);
  }

  @Test
  void theEngineLeavesOutWhatWasCreatedBeforeIt() throws SQLException {
    backfill(0, 3);
    createByTheEngine(node("a"), 2);
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(3);
  }

  @Test
  void createsAThousandAtOnce() throws SQLException {
    assertThat(backfill(0, Backfill.MAX_TIMES).created()).isEqualTo(Backfill.MAX_TIMES);
    assertThat(store.number("SELECT COUNT(*) FROM execution_scheduled"))
        .isEqualTo(Backfill.MAX_TIMES);
    assertThat(count(0, Backfill.MAX_TIMES + 200).times()).hasSize(BackfillCount.MOST_TIMES);
  }

  @Test
  void timesThatAreForgottenAreRefused() throws SQLException {
    assertThat(memory().from()).isEqualTo(Instant.EPOCH);
    backfill(0, 3);
    retain(Duration.ofDays(1));
    Backfills.Memory memory = memory();
    assertThat(memory.from()).isEqualTo(memory.now().minus(Duration.ofDays(91)));
    store.update(
        "UPDATE execution_scheduled SET scheduled_for = scheduled_for - ?", 100 * Micros.DAY);
    TestNode node = node("a");
    while (node.sweep()) {
      // Until all is removed.
    }
    assertThat(store.number("SELECT COUNT(*) FROM execution_scheduled")).isZero();

    retain(Duration.ofDays(365));
    long last = first + 2 * MINUTE - 100 * Micros.DAY;
    assertThat(memory().from()).isEqualTo(Micros.toInstant(last + 1));
    Instant earlier = Micros.toInstant(last);
    Backfill forgotten = new Backfill(earlier, earlier.plusSeconds(1));
    assertThatThrownBy(
            () ->
                store.backfills.create(
                    "often",
                    forgotten,
                    (any, anchor) -> new Backfills.Times(List.of(earlier), false)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("/from");
    assertThat(store.number("SELECT COUNT(*) FROM execution")).isEqualTo(3);
  }

  @Test
  void ofNoScheduleThereAreNone() {
    store.schedules.delete("often");
    assertThatThrownBy(() -> backfill(0, 1)).isInstanceOf(ScheduleNotFoundException.class);
    assertThatThrownBy(() -> count(0, 1)).isInstanceOf(ScheduleNotFoundException.class);
  }

  private Backfills.Memory memory() {
    return store.call(store.backfills::memory);
  }

  private void retain(Duration retention) throws SQLException {
    store.settings(new ClusterSettings(1000, false, Optional.of(retention)));
  }

  private void createByTheEngine(TestNode node, int number) throws SQLException {
    node.inGate(
        gate -> {
          create(gate, number);
          return null;
        });
  }

  private void create(Gate gate, int number) throws SQLException {
    DueSchedule due = gate.schedules().withDefinitions(gate.schedules().due(1)).get(0);
    List<ScheduleTurn.Time> times = List.of(new ScheduleTurn.Time(first + number * MINUTE, null));
    Text input = Text.of(due.parsed().create().input().toString());
    gate.schedules().take(List.of(ScheduleTurn.of(due, due.parsed(), input, times)));
  }

  private Instant at(int number) {
    return Micros.toInstant(first + number * MINUTE);
  }

  private Backfills.Times times(int from, int to) {
    return new Backfills.Times(IntStream.range(from, to).mapToObj(this::at).toList(), false);
  }

  private BackfillCount count(int from, int to) {
    return store.call(() -> store.backfills.count("often", (any, anchor) -> times(from, to)));
  }

  private Backfilled backfill(int from, int to) {
    return store
        .backfills
        .create("often", new Backfill(at(from), at(to)), (any, anchor) -> times(from, to))
        .backfilled();
  }
}
