package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import io.executions.api.Execution;
import io.executions.api.ExecutionStats;
import io.executions.api.NewExecution;
import io.executions.api.OldestPending;
import io.executions.api.TypeStats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatsQueryTest extends StoreContract {
  private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

  private TestNode node;

  @BeforeEach
  void aNodeRuns() throws Exception {
    node = node("a");
  }

  @Test
  void anEmptyStoreHasNone() {
    assertThat(store.figures.counts()).isEqualTo(new ExecutionStats(0, 0, 0, 0, 0, false));
  }

  @Test
  void figuresEqualARealCountAfterEveryMove() throws Exception {
    List<Long> ids = store.create("a", 6);
    ids = Stream.concat(ids.stream(), store.create("b", 6).stream()).toList();
    isRight();
    List<Long> claimed = node.claimedIds(8, "a", "b");
    isRight();
    node.settle(claimed.get(0), Ends::completed);
    node.settle(claimed.get(1), Ends::completed);
    node.settle(claimed.get(2), Ends::failed);
    node.settle(claimed.get(3), Ends::cancelled);
    isRight();
    node.settle(claimed.get(4), row -> Ends.retried(row, Duration.ofHours(1)));
    node.settle(claimed.get(5), Ends::interrupted);
    isRight();
    node.settle(claimed.get(6), Ends::released);
    isRight();
    List<Long> all = ids;
    store.call(() -> store.moves.cancel(all.get(11), "a person"));
    store.call(() -> store.moves.cancel(claimed.get(7), "a person"));
    isRight();
    store.call(() -> store.moves.retry(claimed.get(2), "a person"));
    store.call(() -> store.moves.retry(claimed.get(3), "a person"));
    isRight();
    fold();
    isRight();
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
  }

  @Test
  void aTransactionalCompletionIsCountedFromItsCommitOn() throws Exception {
    store.create("a", 2);
    List<ClaimedExecution> claimed = node.claim(2, "a");

    store.call(() -> store.complete(claimed.get(0), node.id(), "1"));
    isRight();
    fold();
    store.call(() -> store.complete(claimed.get(1), node.id(), "2"));
    isRight();

    assertThat(store.figures.counts().completed()).isEqualTo(2);
  }

  @Test
  void whatRetentionRemovesIsSubtracted() throws Exception {
    store.create("a", 4);
    for (long id : node.claimedIds(3, "a")) {
      node.settle(id, id % 2 == 0 ? Ends::completed : Ends::failed);
    }
    store.settings(new ClusterSettings(9, false, Optional.of(Duration.ZERO)));

    node.sweep();
    isRight();
    fold();

    isRight();
    assertThat(store.figures.counts()).isEqualTo(new ExecutionStats(1, 0, 0, 0, 0, false));
  }

  @Test
  void deltasThatCancelOutLeaveNothingToFold() throws Exception {
    long id = store.create("a");
    store.call(() -> store.moves.cancel(id, "a person"));
    store.call(() -> store.moves.retry(id, "a person"));

    fold();

    isRight();
    assertThat(node.look("a").deltas()).isFalse();
  }

  @Test
  void manyDeltasAreFoldedInSteps() throws Exception {
    store.sql(
        sql ->
            sql.batch(
                "INSERT INTO execution_delta (type, status, ended) VALUES (?, 'failed', 2)",
                IntStream.range(0, 1200).mapToObj(i -> new Object[] {"t" + i % 3}).toList()));

    fold(true);
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isEqualTo(200);
    assertThat(store.figures.counts().failed()).isEqualTo(2400);
    fold();
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
    assertThat(store.figures.counts().failed()).isEqualTo(2400);
  }

  @Test
  void pendingIsCountedUpToItsCap() throws Exception {
    store.sql(
        sql ->
            sql.batch(
                """
                INSERT INTO execution
                       (id, type, status, claim_rank, priority, input, attempt, failures, interruptions,
                        max_attempts, run_at, created_at, cancel_requested, overdue)
                VALUES (?, 'a', 'pending', 1, 0, '{}', 0, 0, 0, 1, 0, 0, FALSE, FALSE)
                """,
                LongStream.rangeClosed(1, 10_000).mapToObj(i -> new Object[] {-i}).toList()));
    assertThat(store.figures.counts()).isEqualTo(new ExecutionStats(10_000, 0, 0, 0, 0, false));

    store.create(NewExecution.of("a"));

    assertThat(store.figures.counts()).isEqualTo(new ExecutionStats(10_000, 0, 0, 0, 0, true));
  }

  @Test
  void whatLivesIsCountedByType() throws Exception {
    store.create("a", 3);
    store.create("b", 2);
    store.create(NewExecution.of("c").withRunAt(FAR));
    node.claimedIds(2, "b");
    node.settle(node.claimedIds(1, "a").get(0), Ends::interrupted);
    node.settle(node.claimedIds(1, "a").get(0), Ends::completed);

    assertThat(store.call(store.figures::stats).types())
        .containsExactly(
            new TypeStats("a", 2, false, 0),
            new TypeStats("b", 0, false, 2),
            new TypeStats("c", 1, false, 0));
  }

  @Test
  void pendingOnesOfATypeAreCountedUpToTheirCap() {
    store.create("a", 1000);
    store.create("b", 1000);
    store.create("b");

    assertThat(store.call(store.figures::stats).types())
        .containsExactly(new TypeStats("a", 1000, false, 0), new TypeStats("b", 1000, true, 0));
  }

  @Test
  void theOldestIsTheOneThatHasBeenDueForLongestOrIsDueNext() throws Exception {
    assertThat(store.call(store.figures::stats).oldestPending()).isEmpty();
    store.create(NewExecution.of("a").withRunAt(FAR.plusSeconds(1)));
    Execution next = store.create(NewExecution.of("b").withRunAt(FAR).withPriority(-9));
    assertThat(store.call(store.figures::stats).oldestPending()).contains(oldest(next));

    Execution due = store.create(NewExecution.of("c").withPriority(-1));
    store.create(NewExecution.of("c").withPriority(1));
    assertThat(store.call(store.figures::stats).oldestPending()).contains(oldest(due));
  }

  private static OldestPending oldest(Execution execution) {
    return new OldestPending(
        execution.id(), execution.type(), execution.createdAt(), execution.runAt());
  }

  private void fold() throws Exception {
    fold(false);
  }

  private void fold(boolean more) throws Exception {
    assertThat(node.engine().foldDeltas()).isEqualTo(more);
  }

  private void isRight() throws Exception {
    assertThat(store.figures.counts())
        .isEqualTo(
            new ExecutionStats(
                counted("pending"),
                counted("running"),
                counted("completed"),
                counted("failed"),
                counted("cancelled"),
                false));
  }

  private long counted(String status) throws Exception {
    return store.number("SELECT COUNT(*) FROM execution WHERE status = ?", status);
  }
}
