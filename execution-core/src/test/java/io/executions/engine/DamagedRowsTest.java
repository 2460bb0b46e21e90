package io.executions.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.store.EngineStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DamagedRowsTest {
  private static final SQLException REFUSAL = new SQLException("Refused", "22003");

  private final EngineDatabase database = new EngineDatabase(10);
  private final AtomicLong ticks = new AtomicLong();
  private final Refusals refusals = new Refusals(ticks::get);
  private final long id = database.create("work");

  @BeforeEach
  void refusedForLong() {
    refusals.note(id);
    refusals.note(id);
    ticks.addAndGet(Duration.ofSeconds(5).toNanos());
  }

  @Test
  void aPendingRowThatIsThereFails() throws Exception {
    DamagedRows damaged = failPending();

    assertThat(damaged.failed()).containsExactly(id);
    assertThat(database.row(id).status()).isEqualTo("failed");
    assertThat(database.row(id).errorMessage()).isEqualTo("It could not be started: Refused");
  }

  @Test
  void aPendingRowThatSomebodyHasLockedHasNotFailed() throws Exception {
    try (Connection other = database.direct().getConnection()) {
      other.setAutoCommit(false);
      other
          .createStatement()
          .execute("SELECT id FROM execution WHERE id = %d FOR UPDATE".formatted(id));
      leavesItAlone(failPending());
      other.rollback();
    }
    assertThat(database.row(id).status()).isEqualTo("pending");
  }

  @Test
  void aPendingRowThatSomebodyHasCancelledHasNotFailed() throws Exception {
    database.update(
        "UPDATE execution SET status = 'cancelled', claim_rank = NULL, finished_at = 1");

    leavesItAlone(failPending());
    assertThat(database.row(id).status()).isEqualTo("cancelled");
  }

  @Test
  void aPendingRowThatBearsANodeAndALostStatusFailsAsAWhole() throws Exception {
    database.update("ALTER TABLE execution DROP CONSTRAINT execution_status");
    database.update("ALTER TABLE execution DROP CONSTRAINT execution_pending");
    database.update("ALTER TABLE execution DROP CONSTRAINT execution_running");
    database.update("UPDATE execution SET status = 'lost', node_id = 7");
    database.update(
        "ALTER TABLE execution ADD CONSTRAINT of_a_node CHECK (status <> 'failed' OR node_id IS NULL)");

    assertThat(failPending().failed()).containsExactly(id);
    assertThat(database.row(id).status()).isEqualTo("failed");
  }

  private static void leavesItAlone(DamagedRows damaged) {
    assertThat(damaged.failed()).isEmpty();
    assertThat(damaged.noted()).isEmpty();
    assertThat((Throwable) damaged.hopeless()).isNull();
  }

  private DamagedRows failPending() throws SQLException {
    try (EngineStore store =
        new EngineStore(database.forNode(Duration.ofSeconds(10)).reserve(), Optional.empty())) {
      return store.inGate(
          0,
          "node",
          gate -> {
            DamagedRows damaged = new DamagedRows(gate, null, refusals);
            damaged.failPending(id, REFUSAL);
            return damaged;
          });
    }
  }
}
