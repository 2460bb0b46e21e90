package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.BulkVerb;
import io.executions.api.Execution;
import io.executions.api.ExecutionFilter;
import io.executions.api.TimeRange;
import io.executions.database.Micros;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bulk takes what its filter lets through, by all that a list filters by, and nothing else. */
class BulkFilterTest extends BulkContract {
  private List<Long> failed;

  /** Each has ended, and was created, a second after the one before; the first ones ended last. */
  @BeforeEach
  void someHaveFailed() throws Exception {
    failed = failed("work", 20).stream().sorted().toList();
    haveFailed();
  }

  private void haveFailed() throws SQLException {
    for (int i = 0; i < failed.size(); i++) {
      store.update(
          """
          UPDATE execution SET status = 'failed', claim_rank = NULL, created_at = ?, finished_at = ?,
                 attempt = ?, error_message = ? WHERE id = ?
          """,
          i * 1_000_000L,
          (100 - i) * 1_000_000L,
          1 + i % 2,
          i % 4 == 0 ? "rare_one" : "rarely",
          failed.get(i));
    }
  }

  @Test
  void byTheTimeOfTheEnd() throws Exception {
    assertTakes(
        ofType("work").withFinished(TimeRange.of(second(85), second(95))), failed.subList(6, 16));
    assertTakes(ofType("work").withFinished(TimeRange.from(second(99))), failed.subList(0, 2));
  }

  @Test
  void byTheTimeOfCreation() throws Exception {
    assertTakes(
        ExecutionFilter.all().withCreated(TimeRange.of(second(3), second(7))),
        failed.subList(3, 7));
    assertTakes(
        ofType("work")
            .withCreated(TimeRange.from(second(3)))
            .withFinished(TimeRange.from(second(90))),
        failed.subList(3, 11));
  }

  @Test
  void byWhatOnlyTheRowTells() throws Exception {
    assertTakes(ofType("work").withRetried(), every(2, 1));
    assertTakes(ExecutionFilter.all().withErrorPrefix("rare_"), every(4, 0));
    assertTakes(
        ExecutionFilter.all()
            .withNode(node.name())
            .withRetried()
            .withFinished(TimeRange.until(second(83))),
        List.of(failed.get(19)));
    assertTakes(ExecutionFilter.all().withNode("another"), List.of());
  }

  @Test
  void byWhatIsOverdue() throws Exception {
    List<Long> running = store.create("other", 3);
    node.claim(3, "other");
    store.update("UPDATE execution SET overdue = TRUE WHERE id = ?", running.get(1));

    finish(ask(BulkVerb.CANCEL, ExecutionFilter.all().withOverdue()), 2);

    assertThat(running.stream().map(store::find).filter(Execution::cancelRequested))
        .extracting(Execution::id)
        .containsExactly(running.get(1));
  }

  private List<Long> every(int step, int from) {
    return Stream.iterate(from, i -> i < failed.size(), i -> i + step).map(failed::get).toList();
  }

  private void assertTakes(ExecutionFilter filter, List<Long> expected) throws SQLException {
    List<Long> before = ids("status = 'failed'");
    assertThat(before).containsAll(expected);
    finish(ask(BulkVerb.RETRY, filter), 3);
    assertThat(ids("status = 'pending'")).isEqualTo(expected);
    haveFailed();
  }

  private static Instant second(int number) {
    return Micros.toInstant(number * 1_000_000L);
  }
}
