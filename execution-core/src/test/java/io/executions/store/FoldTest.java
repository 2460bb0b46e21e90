package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding up waits for nobody, keeps nobody waiting, and loses nothing that comes in late. */
class FoldTest extends StoreContract {
  private static final String LEAVE =
      "INSERT INTO execution_delta (type, status, ended) VALUES (?, 'failed', 1)";

  private TestNode node;

  @BeforeEach
  void aNodeFolds() throws Exception {
    node = node("a");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 1200})
  void rowsThatAreNotCommittedKeepNoneWaiting(int many) throws Exception {
    leave(many, 1);
    try (Connection open = begun(LEAVE, "t")) {
      while (node.engine().foldDeltas()) {
        // until nothing is left
      }
      assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
      open.commit();
    }
    node.engine().foldDeltas();
    assertThat(store.number("SELECT SUM(ended) FROM execution_total")).isEqualTo(many + 1);
  }

  @Test
  void itNeedsNoGate() throws Exception {
    leave(10, 2);
    try (Connection gate = begun("UPDATE execution_gate SET turn = turn + 1 WHERE id = ?", 1)) {
      assertThat(node.engine().foldDeltas()).isFalse();
      gate.rollback();
    }
    assertThat(store.number("SELECT SUM(ended) FROM execution_total")).isEqualTo(10);
  }

  @Test
  void claimsNeedNoFold() throws Exception {
    store.create("work", 3);
    try (Connection fold = begun("UPDATE execution_fold SET turn = turn + 1 WHERE id = ?", 1)) {
      assertThat(node.claimedIds(3, "work")).hasSize(3);
      leave(10, 2);
      assertThat(node.engine().foldDeltas()).isFalse();
      fold.rollback();
    }
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isEqualTo(10);
  }

  @Test
  void whatWasRemovedLongAgoIsNotWalkedPastAgain() throws Exception {
    long last = foldedTwice();

    assertThat(store.number("SELECT place FROM execution_fold")).isEqualTo(last);
    assertThat(node.look("work").deltas()).isFalse();
    leave(1, 1);
    assertThat(node.look("work").deltas()).isTrue();
    assertThat(store.figures.counts().failed()).isEqualTo(12);
    node.engine().foldDeltas();
    assertThat(store.figures.counts().failed()).isEqualTo(12);
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
  }

  @Test
  void whatComesInLateIsFoundInTheEnd() throws Exception {
    long last = foldedTwice();
    store.update(
        "INSERT INTO execution_delta (id, type, status, ended) VALUES (?, 't', 'failed', 7)",
        last - 1);

    node.engine().foldDeltas();
    assertThat(store.figures.counts().failed()).isEqualTo(11);
    store.update("UPDATE execution_fold SET walks_at = 0");
    node.engine().foldDeltas();

    assertThat(store.figures.counts().failed()).isEqualTo(18);
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
    store.update(
        "INSERT INTO execution_delta (id, type, status, ended) VALUES (?, 't', 'failed', 7)",
        last - 1);
    assertThat(node.look("work").deltas()).isTrue();
  }

  /** Leaves eleven and has them added up, a minute and more ago; returns the last one's id. */
  private long foldedTwice() throws Exception {
    leave(10, 2);
    long last = store.number("SELECT MAX(id) FROM execution_delta");
    node.engine().foldDeltas();
    store.update("UPDATE execution_fold SET moves_at = 0");
    leave(1, 1);
    node.engine().foldDeltas();
    return last;
  }

  private void leave(int many, int types) throws SQLException {
    store.sql(
        sql ->
            sql.batch(
                LEAVE,
                IntStream.range(0, many).mapToObj(i -> new Object[] {"t" + i % types}).toList()));
  }
}
