package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that somebody edited or restored. */
class EngineDamagedRowsTest extends SteppedEngines {
  @Test
  void anAttemptThatIsRecordedAlreadyStopsNoRecovery() throws Exception {
    List<Long> ids = crashedWith(7);
    long damaged = ids.get(3);
    recordAttempt(damaged, 1);

    SteppedNode next = node((input, context) -> "done");
    workOff(next);

    assertThat(database.row(damaged).status()).isEqualTo("failed");
    assertThat(database.row(damaged).errorMessage()).startsWith("Its end could not be recorded: ");
    assertThat(database.attempts(damaged)).containsExactly("failed");
    assertCompletedBut(damaged, ids);
    assertThat(database.ended()).isEqualTo(7);
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
    polls(node);

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
    workOff(node);

    assertThat(database.row(damaged).status()).isEqualTo("failed");
    assertThat(database.row(damaged).errorMessage()).startsWith("It could not be started: ");
    assertCompletedBut(damaged, ids);
    node.goesWell();
  }

  @Test
  void aWaitingRowThatCannotBecomeDueFailsAndTheOthersRun() {
    SteppedNode node = node((input, context) -> "done");
    List<Long> ids = database.create("work", 5);
    database.update("UPDATE execution SET claim_rank = 2");
    long damaged = ids.get(1);
    database.update(
        "ALTER TABLE execution ADD CONSTRAINT odd CHECK (id <> %d OR claim_rank IS NULL OR claim_rank = 2)"
            .formatted(damaged));
    workOff(node);

    assertThat(database.row(damaged).status()).isEqualTo("failed");
    assertCompletedBut(damaged, ids);
  }

  @Test
  void aTableThatIsMissingForAWhileIsNoRowsFault() throws Exception {
    List<Long> ids = crashedWith(3);
    database.update("ALTER TABLE execution_attempt RENAME TO restored_later");
    SteppedNode next = node((input, context) -> "done");
    polls(next);
    assertThat(database.count("running")).isEqualTo(3);
    assertThat(next.report.lastError()).isPresent();

    database.update("ALTER TABLE restored_later RENAME TO execution_attempt");
    polls(next);
    next.awaitAllReturned();
    polls(next);
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
      polls(node);
      node.awaitAllReturned();
    }

    assertThat(database.row(damaged).status()).isEqualTo("pending");
    assertCompletedBut(damaged, ids);
    assertThat(node.report.lastError()).isPresent();
    assertThat(database.list("SELECT ends_at FROM execution_sweep", row -> row.getLong(1)))
        .allMatch(ends -> ends > 0);
  }

  @Test
  void totalsThatCannotBeFoldedHoldUpNothingElse() {
    SteppedNode node = node((input, context) -> "done");
    database.update("INSERT INTO execution_delta (type, status, ended) VALUES ('a', 'failed', 3)");
    database.update("ALTER TABLE execution_total ADD CONSTRAINT none CHECK (status <> 'failed')");
    List<Long> ids = database.create("work", 3);
    database.update("UPDATE execution_gate SET max_concurrent = 1");
    node.poll();
    assertThat(node.report.upkeepFailures()).singleElement().asString().startsWith("Totals cannot");
    workOff(node);
    assertCompletedBut(0, ids);
    node.goesWell();

    database.update("ALTER TABLE execution_total DROP CONSTRAINT none");
    node.pass(Duration.ofMinutes(1));
    polls(node);
    node.goesWell();
    assertThat(database.list("SELECT id FROM execution_delta", row -> row.getLong(1))).isEmpty();
    assertThat(node.report.upkeepFailures()).isEmpty();
  }

  @Test
  void oneTotalThatCannotBeFoldedKeepsNoOther() {
    SteppedNode node = node((input, context) -> "done");
    database.update("INSERT INTO execution_delta (type, status, ended) VALUES ('a', 'failed', 3)");
    database.update("INSERT INTO execution_delta (type, status, ended) VALUES ('b', 'failed', 4)");
    database.update("ALTER TABLE execution_total ADD CONSTRAINT none CHECK (type <> 'a')");
    node.poll();

    assertThat(database.list("SELECT ended FROM execution_total", row -> row.getInt(1)))
        .containsExactly(4);
    assertThat(database.list("SELECT ended FROM execution_delta", row -> row.getInt(1)))
        .containsExactly(3);
    assertThat(node.report.upkeepFailures()).hasSize(1);
  }

  @Test
  void manyRowsThatCannotBeClaimedFailAndThoseBehindThemRun() {
    int many = 1200;
    SteppedNode node = node((input, context) -> "done");
    List<Long> damaged = database.create("work", many);
    database.update(
        "ALTER TABLE execution ADD CONSTRAINT odd CHECK (id > %d OR status <> 'running')"
            .formatted(damaged.get(many - 1)));
    List<Long> ids = database.create("work", 3);

    for (int rounds = 0; rounds < 100 && database.count("completed") < ids.size(); rounds++) {
      workOff(node);
    }
    assertCompletedBut(0, ids);
    for (int rounds = 0; rounds < 100 && database.count("failed") < many; rounds++) {
      workOff(node);
    }
    assertThat(database.count("failed")).isEqualTo(many);
    node.goesWell();
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
    workOff(next);

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
        "status = 'lost', claim_rank = NULL"
      })
  void noEditOfAPendingRowStopsTheNode(String edit) {
    SteppedNode node = node((input, context) -> "done");
    List<Long> ids = database.create("work", 3);
    dropConstraints();
    database.update("UPDATE execution SET %s WHERE id = ?".formatted(edit), ids.get(1));
    workOff(node);

    assertCompletedBut(ids.get(1), ids);
    node.goesWell();
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

  private List<Long> crashedWith(int running) throws Exception {
    Hold never = new Hold();
    List<Long> ids = database.create("work", running);
    SteppedNode crashed = node((input, context) -> never.obediently());
    crashed.poll();
    never.awaitEntered(running);
    crashed.close();
    return ids;
  }
}
