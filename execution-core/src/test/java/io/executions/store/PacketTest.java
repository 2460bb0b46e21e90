package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executions.api.AttemptOutcome;
import io.executions.api.Backfill;
import io.executions.api.ExecutionStatus;
import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.PermanentFailureException;
import io.executions.api.Timing;
import io.executions.api.TooLargeException;
import io.executions.database.Micros;
import io.executions.database.Packet;
import io.executions.database.Text;
import io.executions.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A MariaDB server that takes small statements only. */
@ParameterizedClass
@EnumSource(names = {"MARIADB_10_11", "MARIADB_11_4"})
class PacketTest {
  private static final int PACKET = 1 << 20;

  @Parameter TestDatabase database;
  private TestStore store;
  private long before;

  @BeforeEach
  void takeSmallStatementsOnly() throws Exception {
    store = TestStore.emptied(database);
    before = store.number("SELECT @@GLOBAL.max_allowed_packet");
    store.update("SET GLOBAL max_allowed_packet = " + PACKET);
  }

  @AfterEach
  void takeLargeOnesAgain() throws Exception {
    store.update("SET GLOBAL max_allowed_packet = " + before);
  }

  @Test
  void anInputThatDoesNotFitIsTooLarge() {
    assertThatThrownBy(() -> store.call(() -> store.executions.add(List.of(with(quotes(400_000))))))
        .isInstanceOfSatisfying(
            TooLargeException.class,
            large -> assertThat(large.pointer()).isEqualTo("/items/0/input"))
        .hasMessage(
            "too large: The input of 800002 bytes does not fit the database's max_allowed_packet of"
                + " 1048576 bytes (within a statement it has 1600006)");
    assertThat(store.figures.stats().total()).isZero();
  }

  @Test
  void oneThatIsCreatedAloneIsNamedByItsOwnInput() {
    assertThatThrownBy(() -> store.executions.add(with(quotes(400_000))))
        .isInstanceOfSatisfying(
            TooLargeException.class, large -> assertThat(large.pointer()).isEqualTo("/input"));
    assertThat(store.figures.stats().total()).isZero();
  }

  @Test
  void oneOfABulkThatDoesNotFitIsNamed() {
    List<NewExecution> items = List.of(with(quotes(10)), with(quotes(400_000)));
    assertThatThrownBy(() -> store.call(() -> store.executions.add(items)))
        .isInstanceOfSatisfying(
            TooLargeException.class,
            large -> assertThat(large.pointer()).isEqualTo("/items/1/input"));
  }

  @Test
  void aBulkOfWhichEachFitsIsCreatedWhateverItsSize() {
    List<NewExecution> items = Collections.nCopies(30, with(quotes(60_000)));
    assertThat(store.call(() -> store.executions.add(items))).hasSize(30);
    assertThat(store.call(() -> store.executions.add(List.of(with(quotes(250_000)))))).hasSize(1);
  }

  @Test
  void aScheduleWhoseInputDoesNotFitIsNotKept() {
    assertThatThrownBy(() -> put(schedule(quotes(400_000))))
        .isInstanceOfSatisfying(
            TooLargeException.class, large -> assertThat(large.pointer()).isEqualTo("/input"));
    assertThat(store.schedules.find("large")).isEmpty();
    put(schedule(quotes(250_000)));
    assertThat(store.schedules.trigger("large").scheduled()).isPresent();
  }

  @Test
  void whatNoLongerFitsIsNeitherTriggeredNorCreatedForThePast() throws Exception {
    store.update("SET GLOBAL max_allowed_packet = " + before);
    put(schedule(quotes(400_000)));
    store.update("SET GLOBAL max_allowed_packet = " + PACKET);
    assertThatThrownBy(() -> store.schedules.trigger("large"))
        .isInstanceOf(TooLargeException.class)
        .hasMessageContaining("max_allowed_packet");
    Instant from = Micros.toInstant(store.now()).minusSeconds(60);
    assertThatThrownBy(
            () ->
                store.backfills.create(
                    "large",
                    new Backfill(from, from.plusSeconds(1)),
                    (any, anchor) -> new Backfills.Times(List.of(from), false)))
        .isInstanceOf(TooLargeException.class);
    assertThat(store.figures.stats().total()).isZero();
  }

  private void put(NewSchedule schedule) {
    store.schedules.put(schedule, (any, anchor, now) -> 0);
  }

  private static NewSchedule schedule(JsonValue input) {
    return NewSchedule.of("large", Timing.cron("@yearly"), with(input));
  }

  @Test
  void aTransactionalOutputThatDoesNotFitFailsForGood() throws Exception {
    TestNode node = store.node("a");
    try {
      store.create("work");
      ClaimedExecution claimed = node.claimOne("work");
      String output = "\"" + "'".repeat(600_000) + "\"";
      assertThatThrownBy(
              () -> {
                try {
                  store.call(() -> store.complete(claimed, node.id(), output));
                } catch (IllegalStateException e) {
                  throw e.getCause();
                }
              })
          .isInstanceOf(PermanentFailureException.class)
          .hasMessageStartingWith(
              "The output of 600002 bytes does not fit the database's max_allowed_packet of");
    } finally {
      node.close();
    }
  }

  @Test
  void theEngineKnowsTheBoundOfItsOwnSession() throws Exception {
    TestNode node = store.node("a");
    try {
      Packet packet = node.inGate(Gate::packet);
      assertThat(packet).isEqualTo(new Packet("max_allowed_packet", PACKET));
      String largest = "x".repeat(PACKET - 4096 - 2);
      assertThat(packet.takes(Text.of(largest))).isTrue();
      assertThat(packet.takes(Text.of(largest + "x"))).isFalse();
      store.create("work");
      node.claimOne("work");
      long id = node.look("work").mine().get(0).id();
      node.settle(id, row -> Settlement.completed(row, Text.of(largest)));
      assertThat(store.row(id)).containsEntry("output_bytes", (long) largest.length());
    } finally {
      node.close();
    }
  }

  @Test
  void eachNewSessionLearnsTheBoundAnew() throws Exception {
    TestNode node = store.node("a");
    try {
      assertThat(node.inGate(Gate::packet).bytes()).isEqualTo(PACKET);
      store.update("SET GLOBAL max_allowed_packet = " + 2 * PACKET);
      assertThat(node.inGate(Gate::packet).bytes()).isEqualTo(PACKET);
      node.connection().close();
      assertThat(node.inGate(Gate::packet).bytes()).isEqualTo(2 * PACKET);
    } finally {
      node.close();
    }
  }

  @Test
  void manyErrorDetailsAreWrittenInSeveralStatements() throws Exception {
    TestNode node = store.node("a");
    try {
      List<Long> ids = store.create("many", 100);
      node.claim(100, "many");
      String detail = "'\u6f22".repeat(8000);
      node.inGate(
          gate -> {
            gate.settle(
                gate.lock(ids).running().stream()
                    .map(
                        row ->
                            Settlement.ended(row, ExecutionStatus.FAILED)
                                .after(AttemptOutcome.FAILED)
                                .because("failed", detail))
                    .toList());
            return null;
          });
      assertThat(store.number("SELECT COUNT(*) FROM execution_attempt")).isEqualTo(100);
    } finally {
      node.close();
    }
  }

  private static NewExecution with(JsonValue input) {
    return NewExecution.of("work").withInput(input);
  }

  private static JsonValue quotes(int count) {
    return Json.createValue("\"".repeat(count));
  }
}
