package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong where one statement records what has ended and claims the next ones. */
@ParameterizedClass
@EnumSource(
    value = TestDatabase.class,
    names = {"MARIADB_11_4", "POSTGRESQL"})
class EngineSettleAndClaimTest extends BreakOffScene {
  private List<Long> ids;

  @ParameterizedTest
  @EnumSource(
      value = Step.class,
      names = {"SETTLE", "CLAIM"})
  void aRowAtWhichTheDatabaseBreaksOffIsFound(Step step) throws Exception {
    SteppedNode node = ofWhichManyEndWhileAsManyAreDue();
    culprit = ids.get(step == Step.SETTLE ? MANY / 2 : MANY + MANY / 2);
    poison(condition(step));
    for (int polls = 0; polls < 30; polls++) {
      poll(node);
    }

    assertThat(database.count("completed")).isEqualTo(2 * MANY - 1);
    assertThat(status(culprit)).isEqualTo("failed");
    node.goesWell();
  }

  @Test
  void aLostAnswerToACommitThatSettledAndClaimedCostsNothing() throws Exception {
    SteppedNode node = ofWhichManyEndWhileAsManyAreDue();
    database.unsteady().loseAnswerToNextCommit();
    workOff(node);

    assertThat(database.count("completed")).isEqualTo(2 * MANY);
    assertThat(ids.subList(0, MANY))
        .allSatisfy(id -> assertThat(database.row(id).attempt()).isEqualTo(1));
    node.goesWell();
  }

  private SteppedNode ofWhichManyEndWhileAsManyAreDue() throws Exception {
    SteppedNode node =
        node(
            (input, context) -> {
              hold.obediently();
              return null;
            });
    database.limit(MANY);
    ids = database.create("work", 2 * MANY);
    node.poll();
    hold.awaitEntered(MANY);
    hold.release();
    node.awaitAllReturned();
    return node;
  }
}
