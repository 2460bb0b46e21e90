package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.executions.api.ClusterSettings;
import io.executions.database.Sql;
import io.executions.testing.TestDatabase;
import java.sql.Connection;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that the database refuses to remove, because an application refers to them, say. */
class SweepRefusalTest extends StoreContract {
  private static final Logger LOGGER = Logger.getLogger(SweepWalk.class.getName());

  private final List<String> lines = new ArrayList<>();
  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private TestNode node;
  private OldRows old;

  @BeforeEach
  void anApplicationRefersToExecutions() throws Exception {
    LOGGER.addHandler(log);
    LOGGER.setUseParentHandlers(false);
    node = node("a");
    old = new OldRows(store);
    store.settings(new ClusterSettings(1000, false, Optional.of(Duration.ofHours(1))));
    store.update("CREATE TABLE invoice (id BIGINT, FOREIGN KEY (id) REFERENCES execution (id))");
  }

  @AfterEach
  void removeTheApplication() throws Exception {
    LOGGER.removeHandler(log);
    LOGGER.setUseParentHandlers(true);
    store.update("DROP TABLE invoice");
  }

  @Test
  void whatIsReferredToStaysAndTheRestGoes() throws Exception {
    old.ended(1100);
    refer(-1, -300, -301, -1100);

    sweepToTheEnd();

    assertThat(old.executions()).containsExactly(-1L, -300L, -301L, -1100L);
    assertThat(store.figures.stats().cancelled()).isEqualTo(-1096);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).contains("execution -1 (4 in all").containsIgnoringCase("invoice");

    store.update("DELETE FROM invoice");
    sweepToTheEnd();
    assertThat(old.executions()).isEmpty();
    assertThat(lines).hasSize(1);
  }

  @Test
  void manyThatAreReferredToKeepNoneBehindThem() throws Exception {
    old.ended(151);
    for (int id = -1; id >= -150; id--) {
      refer(id);
    }

    assertThat(node.sweep()).isTrue();
    sweepToTheEnd();

    assertThat(old.executions()).hasSize(150).doesNotContain(-151L);
    assertThat(lines).hasSize(1).allMatch(line -> line.contains("150 in all"));
  }

  @Test
  void whatIsRefusedOnlyWhenATransactionCommitsStaysToo() throws Exception {
    assumeTrue(database == TestDatabase.POSTGRESQL, "No other has such constraints");
    store.update("DROP TABLE invoice");
    store.update(
        """
        CREATE TABLE invoice
               (id BIGINT REFERENCES execution (id) DEFERRABLE INITIALLY DEFERRED)
        """);
    old.ended(3);
    refer(-2);

    sweepToTheEnd();

    assertThat(old.executions()).containsExactly(-2L);
  }

  @Test
  void nobodyWaitsForWhoHoldsWhatRefersToARow() throws Exception {
    old.ended(30);
    refer(-2, -7);
    try (Connection holder = store.dataSource.getConnection()) {
      holder.setAutoCommit(false);
      new Sql(holder, store.database.dialect()).update("DELETE FROM invoice WHERE id = -7");
      long began = System.nanoTime();

      sweepToTheEnd();

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
      assertThat(old.executions()).containsExactly(-2L, -7L);
      holder.rollback();
    }
  }

  @Test
  void anEndOfAnUnknownKindStaysAndIsNamed() throws Exception {
    old.ended(5);
    store.update("ALTER TABLE execution DROP CONSTRAINT execution_status");
    store.update("ALTER TABLE execution DROP CONSTRAINT execution_ended");
    try {
      store.update("UPDATE execution SET status = 'lost' WHERE id = -3");

      sweepToTheEnd();

      assertThat(old.executions()).containsExactly(-3L);
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0)).contains("execution -3", "lost");
    } finally {
      store.update("DELETE FROM execution");
      store.update(
          """
          ALTER TABLE execution ADD CONSTRAINT execution_status
          CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled'))
          """);
      store.update(
          """
          ALTER TABLE execution ADD CONSTRAINT execution_ended
          CHECK ((status IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
          """);
    }
  }

  @Test
  void aNodeThatIsReferredToStaysAndTheRestGoes() throws Exception {
    long kept = gone("kept");
    gone("other");
    old.keys(3);
    store.update("DROP TABLE invoice");
    store.update(
        """
        CREATE TABLE invoice (id BIGINT, FOREIGN KEY (id) REFERENCES execution_node (id))
        """);
    refer(kept);

    sweepToTheEnd();

    List<Long> nodes =
        store.sql(sql -> sql.list("SELECT id FROM execution_node", row -> row.getLong(1)));
    assertThat(nodes).containsExactlyInAnyOrder(kept, node.id());
    assertThat(store.number("SELECT COUNT(*) FROM execution_idempotency")).isZero();
    assertThat(lines).hasSize(1).allMatch(line -> line.contains("node " + kept));
  }

  private long gone(String name) throws Exception {
    TestNode gone = node(name, "work");
    gone.beats().leave(gone.id());
    store.update("UPDATE execution_node SET last_beat_at = 0 WHERE id = ?", gone.id());
    return gone.id();
  }

  private void sweepToTheEnd() throws Exception {
    for (int batches = 1; node.sweep(); batches++) {
      assertThat(batches).isLessThan(20);
    }
  }

  private void refer(long... ids) throws Exception {
    for (long id : ids) {
      store.update("INSERT INTO invoice VALUES (?)", id);
    }
  }
}
