package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.SeriesFilter;
import io.executions.api.SeriesPoint;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A node whose runs end, and the figures of that. */
abstract class SeriesScene extends StoreContract {
  static final long SECOND = 1_000_000;

  TestNode node;

  @BeforeEach
  void aNodeRuns() throws Exception {
    node = node("a");
  }

  interface Check {
    void run() throws Exception;
  }

  void beforeAndAfterTheFold(Check check) throws Exception {
    check.run();
    assertThat(node.engine().foldDeltas()).isFalse();
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
    check.run();
  }

  List<Long> claimed(String type, int count) throws SQLException {
    store.create(type, count);
    return node.claimedIds(count, type);
  }

  /** Makes it so that an execution that runs has waited and run for so long until now. */
  void ran(long id, long waited, long ran) throws SQLException {
    long now = store.now();
    store.update(
        "UPDATE execution SET created_at = 0, run_at = ?, started_at = ? WHERE id = ?",
        now - ran - waited,
        now - ran,
        id);
  }

  /**
   * Steps so long that one of them holds all that a test does, or two where it meets their border.
   */
  static SeriesFilter longest() {
    return SeriesFilter.lastHour().withStep(SeriesFilter.MAX_STEP);
  }

  long[] counts(SeriesFilter filter) {
    List<SeriesPoint> items = store.series.series(filter).items();
    return new long[] {
      items.stream().mapToLong(SeriesPoint::completed).sum(),
      items.stream().mapToLong(SeriesPoint::failed).sum(),
      items.stream().mapToLong(SeriesPoint::cancelled).sum()
    };
  }
}
