package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One row among many, at whose change the database ends the connection. */
@ParameterizedClass
@EnumSource(
    value = TestDatabase.class,
    names = {"MARIADB_11_4", "POSTGRESQL"})
class EngineBreakOffTest extends BreakOffScene {
  @ParameterizedTest
  @EnumSource(Step.class)
  void failsWhereTheDatabaseTakesThatAndTheOthersGoOn(Step step) throws Exception {
    SteppedNode node = with(step);
    poison(condition(step));
    workOffOthers(node);
    for (int polls = 0; polls < 12; polls++) {
      poll(node);
    }

    assertThat(database.row(culprit).status()).isEqualTo("failed");
    assertThat(database.row(culprit).errorMessage())
        .startsWith(
            step == Step.SETTLE || step == Step.RECOVER
                ? "Its end could not be recorded: "
                : "It could not be started: ");
    node.goesWell();
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void isPassedOverAndToldOfOnceWhereItTakesNothing(Step step) throws Exception {
    SteppedNode node = with(step);
    poison("TRUE");
    workOffOthers(node);
    List<Long> later = database.create("work", 3);
    long before = database.gateTurns();
    for (int polls = 0; polls < 60; polls++) {
      poll(node);
    }

    assertThat(database.gateTurns() - before).isLessThanOrEqualTo(3 * 60);
    assertThat(later).allSatisfy(id -> assertThat(status(id)).isEqualTo("completed"));
    assertThat(status(culprit))
        .isEqualTo(step == Step.CLAIM || step == Step.PROMOTE ? "pending" : "running");
    assertThat(logged)
        .filteredOn(line -> line.getLevel() == Level.WARNING)
        .filteredOn(line -> line.getParameters()[0].toString().endsWith("Execution " + culprit))
        .hasSize(1);
    node.goesWell();

    cure();
    node.pass(Duration.ofMinutes(5));
    workOff(node);
    assertThat(status(culprit)).isEqualTo("completed");
  }

  @Test
  void isFoundAlsoAmongClaimsThatHaveGoneAstray() throws Exception {
    SteppedNode node = node();
    node.poll();
    createMany();
    database.update(
        """
        UPDATE execution SET status = 'running', claim_rank = NULL, attempt = 1, node_id = ?, node = 'node',
               started_at = created_at
        """,
        node.loop.place().membership().id());
    poison(condition(Step.RECOVER));
    hold.release();
    workOffOthers(node);
  }

  @Test
  void oneAtWhichItBreaksOffWhenClaimedIsFoundAmongThoseThatWereJustGivenBack() throws Exception {
    SteppedNode node = with(Step.RECOVER);
    poison(condition(Step.CLAIM));
    workOffOthers(node);
  }

  @Test
  void isNotShownOverdueAndNothingElseWaitsForThat() throws Exception {
    Hold never = new Hold();
    SteppedNode node = node((input, context) -> never.stubbornly());
    culprit = database.create("work");
    node.poll();
    never.awaitEntered(1);
    poison("NEW.overdue <> OLD.overdue");
    node.runs.find(culprit).stop(Run.Stop.TIMEOUT, ticks.get());
    List<Long> ids = database.create("work", 3);
    node.pass(Duration.ofSeconds(2));
    node.poll();
    never.awaitEntered(3);

    assertThat(ids).allSatisfy(id -> assertThat(status(id)).isEqualTo("running"));
    assertThat(logged)
        .filteredOn(line -> line.getLevel() == Level.WARNING)
        .singleElement()
        .matches(line -> line.getParameters()[0].equals(Long.toString(culprit)));
    node.goesWell();

    cure();
    node.pass(Duration.ofMinutes(2));
    node.poll();
    assertThat(database.row(culprit).overdue()).isTrue();
    never.release();
    node.awaitAllReturned();
  }

  @Test
  void nobodyIsWhereTheDatabaseIsAwayForAWhile() throws Exception {
    SteppedNode node = node();
    node.poll();
    hold.release();
    createMany();
    for (int outages = 0; outages < 5; outages++) {
      database.unsteady().away(true);
      poll(node);
      poll(node);
      database.unsteady().away(false);
      database.unsteady().loseAnswerToNextCommit();
      poll(node);
    }
    workOff(node);

    assertThat(database.count("completed")).isEqualTo(MANY);
    assertThat(logged).extracting(LogRecord::getMessage).noneMatch(line -> line.startsWith("{0}"));
  }
}
