package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ends that the database cannot bear, or not now. */
class EngineRefusedEndsTest extends SteppedEngines {
  @AfterEach
  void letSettle() {
    Cutting.conflicting = false;
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"0, 08000", "0, 57014", "1969, 70100"})
  void anEndAtWhichTheDatabaseBreaksOffIsFoundAndFails(int code, String state) throws Exception {
    refusing();
    Cutting.failure = () -> new SQLException("Broken off", state, code);
    SteppedNode node =
        node((input, context) -> hold.obediently() + (context.id() == 3 ? "cut" : ""));
    List<Long> ids = database.create("work", 7);
    allReturnBetweenTurns(node, 7);
    node.poll();
    node.poll();
    polls(node);

    assertThat(database.row(3).status()).isEqualTo("failed");
    assertThat(database.row(3).errorMessage()).startsWith("Its end could not be recorded: ");
    assertCompletedBut(3, ids);
    assertThat(node.runs.isEmpty()).isTrue();
    node.goesWell();
  }

  @Test
  void aConnectionThatIsCutOnceCostsNobodyAnything() throws Exception {
    SteppedNode node = node((input, context) -> hold.obediently());
    List<Long> ids = database.create("work", 7);
    allReturnBetweenTurns(node, 7);
    database.unsteady().loseAnswerToNextCommit();
    long turns = database.gateTurns();
    pollsAtOnce(node);
    assertCompletedBut(0, ids);
    assertThat(database.gateTurns() - turns).isLessThanOrEqualTo(2);
  }

  @Test
  void aLockThatTookTooLongDoesNotMakeTheNextSettlesGoOneByOne() throws Exception {
    refusing();
    SteppedNode node = node((input, context) -> hold.obediently());
    List<Long> ids = database.create("work", 60);
    allReturnBetweenTurns(node, 60);
    Cutting.conflicting = true;
    node.poll();
    assertThat(node.report.lastError()).isPresent();
    Cutting.conflicting = false;
    long turns = database.gateTurns();
    pollsAtOnce(node);

    assertCompletedBut(0, ids);
    assertThat(database.gateTurns() - turns).isEqualTo(1);
  }

  @Test
  void anOutputThatDoesNotFitThePacketFailsSayingSoAndTheOthersGoOn() throws Exception {
    database.packet(1 << 20);
    SteppedNode node =
        node(
            (input, context) ->
                hold.obediently() + (context.id() == 3 ? "\"".repeat(400_000) : ""));
    List<Long> ids = database.create("work", 7);
    allReturnBetweenTurns(node, 7);
    polls(node);

    assertThat(database.row(3).errorMessage())
        .startsWith(
            "The output of 800006 bytes does not fit the database's max_allowed_packet of 1048576"
                + " bytes");
    assertThat(database.attempts(3)).containsExactly("failed");
    assertCompletedBut(3, ids);
    node.goesWell();
  }

  @Test
  void whatIsReadAndWrittenAtOnceIsBounded() throws Exception {
    String mebibyte = "x".repeat(1 << 20);
    SteppedNode node = node((input, context) -> hold.obediently() + mebibyte.substring(100));
    for (int i = 0; i < 20; i++) {
      database.create(Creation.of("work").input('"' + mebibyte.substring(2) + '"'));
    }
    long before = database.gateTurns();
    node.poll();
    assertThat(database.gateTurns() - before).isGreaterThanOrEqualTo(3);
    hold.awaitEntered(20);
    hold.release();
    node.awaitAllReturned();
    long settling = database.gateTurns();
    pollsAtOnce(node);
    assertThat(database.count("completed")).isEqualTo(20);
    assertThat(database.gateTurns() - settling).isEqualTo(3);
  }

  private void refusing() {
    database.update(
        "CREATE TRIGGER cutting BEFORE UPDATE ON execution FOR EACH ROW CALL '%s'"
            .formatted(Cutting.class.getName()));
  }

  /** Breaks off for some outputs, and makes settlements wait for a lock in vain. */
  public static final class Cutting implements Trigger {
    static volatile boolean conflicting;
    static volatile Supplier<SQLException> failure;

    /** Made by the database. */
    public Cutting() {}

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
      for (Object value : after) {
        if (conflicting && "completed".equals(value)) {
          throw new SQLException("Lock wait timeout exceeded", "HY000", 1205);
        }
        if (value instanceof Clob text
            && text.getSubString(1, (int) text.length()).contains("cut")) {
          throw failure.get();
        }
      }
    }
  }
}
