package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.NewExecution;
import io.executions.api.NewSchedule;
import io.executions.api.Overlap;
import io.executions.api.Timing;
import io.executions.api.json.ScheduleDocument;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine makes of handlers that complete within their own transaction. */
class EngineTransactionTest {
  @TempDir Path dataDir;

  private final EngineDatabase database = new EngineDatabase(1);
  private final Hold hold = new Hold();
  private final AtomicLong ticks = new AtomicLong();
  private TestEnvironment around;
  private SteppedNode node;
  private boolean losingAnswer;
  private SQLException rollback;

  @BeforeEach
  void start() {
    around = new TestEnvironment(database, dataDir);
    around.transaction = this::inTransaction;
    node =
        new SteppedNode(
            around,
            ticks,
            Optional.empty(),
            new TestHandler("move", true, (input, context) -> hold.obediently()));
  }

  @AfterEach
  void close() {
    hold.release();
    node.close();
  }

  @Test
  void aRunThatHasCompletedItselfIsToldAndForgotten() throws Exception {
    long id = database.create("move");
    node.poll();
    hold.awaitEntered(1);
    hold.release();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(around.ended).containsExactly(id);
    assertThat(database.attempts(id)).isEmpty();
    node.goesWell();
  }

  @Test
  void whatItCompletesIsFollowedByTheTimeThatWaitedForIt() throws Exception {
    long id = database.create("move");
    database.update("UPDATE execution_ids SET next_id = ?", id + 1);
    node.poll();
    hold.awaitEntered(1);
    database.update(
        """
        INSERT INTO execution_schedule (name, definition, paused, anchor_at, next_at, waiting_at,
               last_id, last_for, skipped, missed)
        VALUES ('queued', ?, FALSE, 0, 0, 5, ?, 0, 0, 0)
        """,
        ScheduleDocument.writeKept(
                NewSchedule.of("queued", Timing.cron("@hourly"), NewExecution.of("move"))
                    .withOverlap(Overlap.QUEUE))
            .toString(),
        id);
    hold.release();
    node.awaitAllReturned();
    node.loop.runOnce();
    assertThat(
            database.list(
                "SELECT scheduled_for FROM execution WHERE schedule = 'queued'",
                row -> row.getLong(1)))
        .containsExactly(5L);
  }

  @Test
  void aCommitWhoseAnswerWasLostIsNotOverwrittenByAFailure() throws Exception {
    losingAnswer = true;
    long id = database.create("move");
    node.poll();
    hold.awaitEntered(1);
    hold.release();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("completed");
    assertThat(database.row(id).failures()).isZero();
    assertThat(database.attempts(id)).isEmpty();
  }

  @Test
  void aTransactionThatLostAConflictCostsNoAttempt() throws Exception {
    assertCostsNoAttempt(new SQLException("Deadlock found", "40001", 1213));
  }

  @Test
  void aTransactionWhoseDatabaseWentAwayCostsNoAttempt() throws Exception {
    assertCostsNoAttempt(new SQLException("Connection reset", "08000"));
  }

  private void assertCostsNoAttempt(SQLException failure) throws Exception {
    rollback = failure;
    long id = database.create("move");
    node.poll();
    hold.awaitEntered(1);
    hold.release();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("pending");
    assertThat(database.row(id).failures()).isZero();
    assertThat(database.attempts(id)).containsExactly("interrupted");
  }

  @Test
  void whatACancelInterruptsIsRolledBack() throws Exception {
    long id = database.create("move");
    node.poll();
    hold.awaitEntered(1);
    database.requestCancel(id);
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("cancelled");
    assertThat(database.attempts(id)).containsExactly("cancelled");
  }

  @Test
  void aCompletionThatComesTooLateChangesNothing() throws Exception {
    long id = database.create("move");
    node.poll();
    hold.awaitEntered(1);
    database.update(
        "UPDATE execution SET status = 'pending', claim_rank = 1, node_id = NULL, attempt = 5");
    database.limit(1);
    database.update("UPDATE execution_gate SET paused = TRUE");
    hold.release();
    node.awaitAllReturned();
    node.finish();
    assertThat(database.row(id).status()).isEqualTo("pending");
    assertThat(database.row(id).attempt()).isEqualTo(5);
    assertThat(database.attempts(id)).isEmpty();
    assertThat(around.ended).isEmpty();
  }

  private Outcome inTransaction(Run run, Callable<String> handler) throws Exception {
    try (Connection connection = database.direct().getConnection()) {
      connection.setAutoCommit(false);
      String output = handler.call();
      try (var complete =
          connection.prepareStatement(
              """
              UPDATE execution SET status = 'completed', revision = revision + 1, output = ?, finished_at = 1, node_id = NULL
               WHERE id = ? AND attempt = ? AND status = 'running' AND node_id = ?
              """)) {
        complete.setString(1, output);
        complete.setLong(2, run.id());
        complete.setInt(3, run.attempt());
        complete.setLong(4, run.nodeId());
        if (complete.executeUpdate() != 1) {
          connection.rollback();
          throw new IllegalStateException("The attempt no longer held");
        }
      }
      if (rollback != null) {
        throw rollback;
      }
      connection.commit();
    }
    if (losingAnswer) {
      throw new SQLException("The connection broke", "08006");
    }
    return new Outcome.Settled(TestMoves.completion(run.id()));
  }
}
