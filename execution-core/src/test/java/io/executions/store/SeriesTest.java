package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionSeries;
import io.executions.api.NewExecution;
import io.executions.api.Percentiles;
import io.executions.api.SeriesFilter;
import io.executions.api.SeriesPoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Figures over time are those of the ends that there were, before and after they are added up. */
class SeriesTest extends SeriesScene {
  private static final Percentage RIGHT = Percentage.withPercentage(10);

  @Test
  void nothingHasHappenedInAnEmptyStore() {
    ExecutionSeries series = store.series.series(SeriesFilter.lastHour());

    assertThat(series.items()).hasSizeBetween(61, 62);
    assertThat(series.items().get(0).at()).isEqualTo(series.from());
    assertThat(series.items())
        .allSatisfy(
            point ->
                assertThat(point)
                    .isEqualTo(
                        new SeriesPoint(
                            point.at(), 0, 0, 0, 0, Optional.empty(), Optional.empty())));
  }

  @Test
  void everyEndIsCountedByTypeAndStatus() throws Exception {
    List<Long> ids = claimed("a", 4);
    node.settle(ids.get(0), Ends::completed);
    node.settle(ids.get(1), Ends::completed);
    node.settle(ids.get(2), Ends::failed);
    node.settle(ids.get(3), Ends::cancelled);
    long other = claimed("b", 1).get(0);
    node.settle(other, Ends::failed);

    beforeAndAfterTheFold(
        () -> {
          assertThat(counts(longest())).containsExactly(2, 2, 1);
          assertThat(counts(longest().withType("a"))).containsExactly(2, 1, 1);
          assertThat(counts(longest().withType("b"))).containsExactly(0, 1, 0);
          assertThat(counts(longest().withType("c"))).containsExactly(0, 0, 0);
        });
  }

  @Test
  void everyEndIsCountedByQueueWhateverItsWay() throws Exception {
    NewExecution ofPartner = NewExecution.of("a").withQueue("partner");
    for (int i = 0; i < 4; i++) {
      store.create(ofPartner);
    }
    List<ClaimedExecution> claimed = node.claim(3, "a");
    node.settle(claimed.get(0).id(), Ends::completed);
    node.settle(claimed.get(1).id(), Ends::failed);
    store.call(() -> store.complete(claimed.get(2), node.id(), "1"));
    store.update("UPDATE execution SET expires_at = 1 WHERE status = 'pending'");
    long expired = store.number("SELECT id FROM execution WHERE status = 'pending'");
    node.inGate(gate -> gate.expire(List.of(expired)));
    node.settle(claimed("b", 1).get(0), Ends::failed);

    beforeAndAfterTheFold(
        () -> {
          assertThat(counts(longest())).containsExactly(2, 2, 1);
          assertThat(counts(longest().withQueue("partner"))).containsExactly(2, 1, 1);
          assertThat(counts(longest().withQueue("default"))).containsExactly(0, 1, 0);
          assertThat(counts(longest().withQueue("other"))).containsExactly(0, 0, 0);
        });
  }

  @Test
  void aTransactionalCompletionIsCountedFromItsCommitOn() throws Exception {
    store.create("a", 2);
    List<ClaimedExecution> claimed = node.claim(2, "a");
    ran(claimed.get(0).id(), 30 * SECOND, 5 * SECOND);

    store.call(() -> store.complete(claimed.get(0), node.id(), "1"));

    beforeAndAfterTheFold(
        () -> {
          assertThat(counts(longest())).containsExactly(1, 0, 0);
          assertThat(seconds(longest().withType("a"), SeriesPoint::waiting)).isCloseTo(30, RIGHT);
          assertThat(seconds(longest(), SeriesPoint::running)).isCloseTo(5, RIGHT);
        });
  }

  @Test
  void timesAreThoseOfTheLastAttempt() throws Exception {
    long id = claimed("a", 1).get(0);
    ran(id, 3600 * SECOND, 1800 * SECOND);
    node.settle(id, row -> Ends.retried(row, Duration.ZERO));
    due(id);
    node.claimOne("a");
    ran(id, 20 * SECOND, 4 * SECOND);
    node.settle(id, Ends::failed);

    beforeAndAfterTheFold(
        () -> {
          assertThat(counts(longest())).containsExactly(0, 1, 0);
          assertThat(seconds(longest(), SeriesPoint::waiting)).isCloseTo(20, RIGHT);
          assertThat(seconds(longest(), SeriesPoint::running)).isCloseTo(4, RIGHT);
        });
  }

  @Test
  void whatWasRecoveredWaitsFromThenOn() throws Exception {
    long id = claimed("a", 1).get(0);
    ran(id, 3600 * SECOND, 1800 * SECOND);
    node.settle(id, Ends::interrupted);
    node.claimOne("a");
    store.update("UPDATE execution SET started_at = recovered_at + ?", 10 * SECOND);
    node.settle(id, Ends::completed);

    assertThat(seconds(longest(), SeriesPoint::waiting)).isCloseTo(10, RIGHT);
  }

  @Test
  void whatWasDueBeforeItsCreationWaitsFromThatOn() throws Exception {
    long id = claimed("a", 1).get(0);
    store.update("UPDATE execution SET run_at = 0, created_at = started_at - ?", 10 * SECOND);
    node.settle(id, Ends::completed);

    assertThat(seconds(longest(), SeriesPoint::waiting)).isCloseTo(10, RIGHT);
  }

  @Test
  void whatNeverRanHasNoTimes() throws Exception {
    long id = store.create("a");
    store.call(() -> store.moves.cancel(id, "a person"));

    beforeAndAfterTheFold(
        () -> {
          assertThat(counts(longest())).containsExactly(0, 0, 1);
          assertThat(store.series.series(longest()).items())
              .allMatch(point -> point.waiting().isEmpty() && point.running().isEmpty());
        });
  }

  @Test
  void whatIsRetriedHasEndedTwice() throws Exception {
    long id = claimed("a", 1).get(0);
    node.settle(id, Ends::failed);
    node.engine().foldDeltas();
    store.call(() -> store.moves.retry(id, "a person"));
    beforeAndAfterTheFold(() -> assertThat(counts(longest())).containsExactly(0, 1, 0));
    assertThat(store.figures.stats().failed()).isZero();
    assertThat(store.number("SELECT COUNT(*) FROM execution_series WHERE amount < 1")).isZero();

    node.claimOne("a");
    node.settle(id, Ends::completed);
    beforeAndAfterTheFold(() -> assertThat(counts(longest())).containsExactly(1, 1, 0));
  }

  @Test
  void whatRetentionRemovesHasEndedAllTheSame() throws Exception {
    node.settle(claimed("a", 1).get(0), Ends::failed);
    store.settings(new ClusterSettings(9, false, Optional.of(Duration.ZERO)));

    node.sweep();

    beforeAndAfterTheFold(() -> assertThat(counts(longest())).containsExactly(0, 1, 0));
    assertThat(store.figures.stats().failed()).isZero();
  }

  /** Makes what waits for its next attempt due. */
  private void due(long id) throws SQLException {
    store.update("UPDATE execution SET claim_rank = 1 WHERE id = ?", id);
  }

  /** Returns the median of the only run. */
  private double seconds(SeriesFilter filter, Function<SeriesPoint, Optional<Percentiles>> times) {
    List<Percentiles> found =
        store.series.series(filter).items().stream()
            .flatMap(point -> times.apply(point).stream())
            .toList();
    assertThat(found).hasSize(1);
    return found.get(0).p50().toMillis() / 1000.0;
  }
}
