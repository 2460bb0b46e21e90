package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that somebody edited or restored, and ends that the database cannot bear. */
class EngineDamagedRowsTest {
  private static final Optional<String> HOME = Optional.of("3f2b7a0e-0000-4000-8000-00000000home");
  private static final int ENOUGH_TURNS = 12;

  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(100);
  private final AtomicLong ticks = new AtomicLong();
  private final Hold hold = new Hold();
  private final List<SteppedNode> nodes = new ArrayList<>();

  @AfterEach
  void close() {
    Cutting.conflicting = false;
    hold.release();
    nodes.forEach(SteppedNode::close);
  }

  @Test
  void anAttemptThatIsRecordedAlreadyStopsNoRecovery() throws Exception {
    List<Long> ids = crashedWith(7);
    long damaged = ids.get(3);
    recordAttempt(damaged, 1);

    SteppedNode next = node((input, context) -> "done");
    turns(next);
    next.awaitAllReturned();
    turns(next);

    assertThat(database.row(damaged).status()).isEqualTo("failed");
    assertThat(database.row(damaged).errorMessage()).startsWith("Its end could not be recorded: ");
    assertThat(database.attempts(damaged)).containsExactly("failed");
    assertCompletedBut(damaged, ids);
    assertThat(database.list("SELECT SUM(ended) FROM execution_total", row -> row.getInt(1)))
        .containsExactly(7);
    next.goesWell();
  }

  @Test
  void anAttemptThatIsRecordedAlreadyStopsNoSettling() throws Exception {
    SteppedNode node =
        node(
            (input, context) -> {
              hold.obediently();
              if (context.id() % 2 == 0) {
                throw new IllegalStateException("an even one");
              }
              return "odd";
            });
    List<Long> ids = database.create("work", 9);
    allReturnBetweenTurns(node, 9);
    recordAttempt(ids.get(3), 1);
    turns(node);

    assertThat(node.runs.isEmpty()).isTrue();
    assertThat(database.count("completed")).isEqualTo(5);
    assertThat(database.count("failed")).isEqualTo(4);
    assertThat(database.row(ids.get(3)).errorMessage()).contains("could not be recorded");
    assertThat(database.row(ids.get(5)).errorMessage()).isEqualTo("an even one");
    node.goesWell();
  }

  @Test
  void onePendingRowThatCannotBeClaimedFailsAndTheOthersRun() {
    SteppedNode node = node((input, context) -> "done");
    List<Long> ids = database.create("work", 9);
    long damaged = ids.get(4);
    database.update("UPDATE execution SET attempt = 2147483647 WHERE id = ?", damaged);
    turns(node);
    node.awaitAllReturned();
    turns(node);

    assertThat(database.row(damaged).status()).isEqualTo("failed");
    assertThat(database.row(damaged).errorMessage()).startsWith("It could not be started: ");
    assertCompletedBut(damaged, ids);
    node.goesWell();
  }

  @Test
  void aWaitingRowThatCannotJoinTheLineFailsAndTheOthersRun() {
    SteppedNode node = node((input, context) -> "done");
    List<Long> ids = database.create("work", 5);
    database.update("UPDATE execution SET line = 2");
    long damaged = ids.get(1);
    database.update(
        "ALTER TABLE execution ADD CONSTRAINT odd CHECK (id <> %d OR line IS NULL OR line = 2)"
            .formatted(damaged));
    turns(node);
    node.awaitAllReturned();
    turns(node);

    assertThat(database.row(damaged).status()).isEqualTo("failed");
    assertCompletedBut(damaged, ids);
  }

  @Test
  void aTableThatIsMissingForAWhileIsNoRowsFault() throws Exception {
    List<Long> ids = crashedWith(3);
    database.update("ALTER TABLE execution_attempt RENAME TO restored_later");
    SteppedNode next = node((input, context) -> "done");
    turns(next);
    assertThat(database.count("running")).isEqualTo(3);
    assertThat(next.report.lastError()).isPresent();

    database.update("ALTER TABLE restored_later RENAME TO execution_attempt");
    turns(next);
    next.awaitAllReturned();
    turns(next);
    assertCompletedBut(0, ids);
    next.goesWell();
  }

  @Test
  void aRowOfWhichTheDatabaseTakesNothingStopsNeitherOthersNorTheRemovalOfWhatIsOld() {
    SteppedNode node = node((input, context) -> "done");
    List<Long> ids = database.create("work", 3);
    long damaged = ids.get(0);
    database.update("UPDATE execution_gate SET max_concurrent = 1");
    database.update(
        "ALTER TABLE execution ADD CONSTRAINT stays CHECK (id <> %d OR status = 'pending')"
            .formatted(damaged));
    for (int runs = 0; runs < ids.size(); runs++) {
      turns(node);
      node.awaitAllReturned();
    }

    assertThat(database.row(damaged).status()).isEqualTo("pending");
    assertCompletedBut(damaged, ids);
    assertThat(node.report.lastError()).isPresent();
    assertThat(database.list("SELECT ends_at FROM execution_sweep", row -> row.getLong(1)))
        .allMatch(ends -> ends > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "node = NULL",
        "started_at = NULL",
        "failures = -5, interruptions = -5, rollbacks = -5",
        "failures = 2147483647, rollbacks = 2147483647",
        "interruptions = 2147483647",
        "attempt = 0",
        "attempt = -1",
        "max_attempts = -1",
        "type = 'Of Nobody'",
        "timeout_ms = -1",
        "input_bytes = 9000000000000000000",
        "status = 'lost'"
      })
  void noEditOfARunningRowStopsTheNodeThatRecovers(String edit) throws Exception {
    List<Long> ids = crashedWith(3);
    dropConstraints();
    database.update("UPDATE execution SET %s WHERE id = ?".formatted(edit), ids.get(1));

    SteppedNode next = node((input, context) -> "done");
    turns(next);
    next.awaitAllReturned();
    turns(next);

    assertCompletedBut(ids.get(1), ids);
    next.goesWell();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input = '{broken'",
        "input = ''",
        "type = 'Of Nobody'",
        "failures = -5",
        "timeout_ms = -1",
        "input_bytes = -9",
        "max_attempts = 0",
        "run_at = -1",
        "created_at = 9000000000000000000",
        "attempt = -3",
        "status = 'lost'",
        "status = 'lost', line = NULL"
      })
  void noEditOfAPendingRowStopsTheNode(String edit) {
    SteppedNode node = node((input, context) -> "done");
    List<Long> ids = database.create("work", 3);
    dropConstraints();
    database.update("UPDATE execution SET %s WHERE id = ?".formatted(edit), ids.get(1));
    turns(node);
    node.awaitAllReturned();
    turns(node);

    assertCompletedBut(ids.get(1), ids);
    node.goesWell();
  }

  @Test
  void anEndThatCutsTheConnectionIsFoundAndFails() throws Exception {
    refusing();
    SteppedNode node =
        node((input, context) -> hold.obediently() + (context.id() == 3 ? "cut" : ""));
    List<Long> ids = database.create("work", 7);
    allReturnBetweenTurns(node, 7);
    node.turn();
    node.turn();
    turns(node);

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
    turns(node);
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
    node.turn();
    assertThat(node.report.lastError()).isPresent();
    Cutting.conflicting = false;
    long turns = database.gateTurns();
    turns(node);

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
    turns(node);

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
    node.turn();
    assertThat(database.gateTurns() - before).isGreaterThanOrEqualTo(3);
    hold.awaitEntered(20);
    hold.release();
    node.awaitAllReturned();
    long settling = database.gateTurns();
    turns(node);
    assertThat(database.count("completed")).isEqualTo(20);
    assertThat(database.gateTurns() - settling).isEqualTo(3);
  }

  private void assertCompletedBut(long damaged, List<Long> ids) {
    assertThat(ids)
        .filteredOn(id -> id != damaged)
        .allSatisfy(id -> assertThat(database.row(id).status()).isEqualTo("completed"));
  }

  private void recordAttempt(long id, int attempt) {
    database.update(
        """
        INSERT INTO execution_attempt (execution_id, attempt, node, started_at, finished_at, outcome)
        VALUES (?, ?, 'somebody', 1, 2, 'failed')
        """,
        id,
        attempt);
  }

  private void dropConstraints() {
    for (String constraint :
        List.of("status", "pending", "running", "claimed", "ended", "completed", "failed")) {
      database.update("ALTER TABLE execution DROP CONSTRAINT execution_" + constraint);
    }
  }

  private void refusing() {
    database.update(
        "CREATE TRIGGER cutting BEFORE UPDATE ON execution FOR EACH ROW CALL '%s'"
            .formatted(Cutting.class.getName()));
  }

  private static void turns(SteppedNode node) {
    for (int turns = 0; turns < ENOUGH_TURNS; turns++) {
      node.turn();
    }
  }

  private void allReturnBetweenTurns(SteppedNode node, int handlers) throws InterruptedException {
    node.turn();
    hold.awaitEntered(handlers);
    hold.release();
    node.awaitAllReturned();
  }

  private List<Long> crashedWith(int running) throws Exception {
    Hold never = new Hold();
    List<Long> ids = database.create("work", running);
    SteppedNode crashed = node((input, context) -> never.obediently());
    crashed.turn();
    never.awaitEntered(running);
    crashed.close();
    return ids;
  }

  private SteppedNode node(TestHandler.Body body) {
    SteppedNode node =
        new SteppedNode(
            new TestSurroundings(database, dataDir), ticks, HOME, TestHandler.of("work", body));
    nodes.add(node);
    return node;
  }

  /** Cuts the connection for some outputs, and makes settlements wait for a lock in vain. */
  public static final class Cutting implements Trigger {
    static volatile boolean conflicting;

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
          throw new SQLException("Connection reset", "08000");
        }
      }
    }
  }
}
