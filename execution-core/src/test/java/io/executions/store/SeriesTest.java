package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionSeries;
import io.executions.api.Percentiles;
import io.executions.api.SeriesFilter;
import io.executions.api.SeriesPoint;
import io.executions.database.Micros;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures over time are those of the ends that there were, before and after they are added up. */
class SeriesTest extends StoreContract {
  private static final long SECOND = 1_000_000;
  private static final Percentage RIGHT = Percentage.withPercentage(10);

  private TestNode node;

  @BeforeEach
  void aNodeRuns() throws Exception {
    node = node("a");
  }

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

  @Test
  void manyThatEndAlikeLeaveOneRow() throws Exception {
    List<Long> ids = claimed("a", 256);

    node.inGate(
        gate -> {
          gate.settle(gate.lock(ids).running().stream().map(Ends::completed).toList());
          return null;
        });

    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isEqualTo(1);
    assertThat(counts(longest())).containsExactly(256, 0, 0);
  }

  @Test
  void hoursHoldWhatMinutesHold() throws Exception {
    long minute = Series.minute(store.now());
    for (int i = 0; i < 3; i++) {
      List<Long> ids = claimed("a", 5);
      ran(ids.get(0), (i + 1) * SECOND, SECOND);
      for (long id : ids) {
        node.settle(id, Ends::completed);
      }
      store.update("UPDATE execution_delta SET minute_at = ?", minute - 90 * i * Series.MINUTE);
      node.engine().foldDeltas();
    }

    assertThat(sum(1, "")).isEqualTo(45).isEqualTo(sum(60, "")).isEqualTo(sum(1, "a"));
    Instant to = Micros.toInstant(minute + Series.MINUTE);
    SeriesFilter fourHours = longest().between(to.minus(Duration.ofHours(4)), to);
    List<SeriesPoint> minutes =
        store.series.series(fourHours.withStep(Duration.ofMinutes(1))).items();
    assertThat(minutes).hasSize(240);
    assertThat(List.of(59, 149, 239)).allMatch(i -> minutes.get(i).completed() == 5);
    assertThat(minutes.stream().mapToLong(SeriesPoint::completed).sum()).isEqualTo(15);
    assertThat(minutes.get(149).ratePerSecond()).isEqualTo(5.0 / 60);
    assertThat(
            store.series.series(fourHours.withStep(Duration.ofHours(1))).items().stream()
                .mapToLong(SeriesPoint::completed)
                .sum())
        .isEqualTo(15);
  }

  @Test
  void minutesGoAfterTwoDaysAndHoursAfterNinety() throws Exception {
    long now = store.now();
    figures(1, now - OldSeries.MINUTES_KEPT - SECOND);
    figures(1, now - OldSeries.MINUTES_KEPT + 60 * SECOND);
    figures(60, now - OldSeries.HOURS_KEPT - SECOND);
    figures(60, now - OldSeries.HOURS_KEPT + 60 * SECOND);

    sweep();

    assertThat(store.number("SELECT COUNT(*) FROM execution_series")).isEqualTo(4);
    assertThat(store.number("SELECT MIN(began_at) FROM execution_series WHERE minutes = 1"))
        .isEqualTo(now - OldSeries.MINUTES_KEPT + 60 * SECOND);
    assertThat(store.number("SELECT MIN(began_at) FROM execution_series WHERE minutes = 60"))
        .isEqualTo(now - OldSeries.HOURS_KEPT + 60 * SECOND);
  }

  @Test
  void manyOldOnesGoInBatches() throws Exception {
    for (int i = 0; i < 50; i++) {
      figures(1, i * Series.MINUTE);
    }

    assertThat(node.sweep()).isTrue();
    assertThat(store.number("SELECT COUNT(*) FROM execution_series")).isEqualTo(80);
    sweep();
    assertThat(store.number("SELECT COUNT(*) FROM execution_series")).isZero();
  }

  @Test
  void twoNodesAndTheirFoldsLoseAndDoubleNothing() throws Exception {
    TestNode other = node("b");
    List<Long> mine = claimed("a", 40);
    store.create("a", 40);
    List<Long> theirs = other.claimedIds(40, "a");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<Void> one = threads.submit(settling(node, mine));
      Future<Void> two = threads.submit(settling(other, theirs));
      while (!one.isDone() || !two.isDone()) {
        assertThat(counts(longest())[0]).isLessThanOrEqualTo(80);
      }
      one.get();
      two.get();
    } finally {
      threads.shutdownNow();
    }

    beforeAndAfterTheFold(() -> assertThat(counts(longest())).containsExactly(80, 0, 0));
    assertThat(sum(1, "a")).isEqualTo(sum(60, "")).isEqualTo(3 * 80);
  }

  private static Callable<Void> settling(TestNode node, List<Long> ids) {
    return () -> {
      for (int i = 0; i < ids.size(); i++) {
        node.settle(ids.get(i), Ends::completed);
        if (i % 3 == 0) {
          node.engine().foldDeltas();
        }
      }
      return null;
    };
  }

  private interface Check {
    void run() throws Exception;
  }

  private void beforeAndAfterTheFold(Check check) throws Exception {
    check.run();
    assertThat(node.engine().foldDeltas()).isFalse();
    assertThat(store.number("SELECT COUNT(*) FROM execution_delta")).isZero();
    check.run();
  }

  private List<Long> claimed(String type, int count) throws SQLException {
    store.create(type, count);
    return node.claimedIds(count, type);
  }

  /** Makes it so that an execution that runs has waited and run for so long until now. */
  private void ran(long id, long waited, long ran) throws SQLException {
    long now = store.now();
    store.update(
        "UPDATE execution SET created_at = 0, run_at = ?, started_at = ? WHERE id = ?",
        now - ran - waited,
        now - ran,
        id);
  }

  /** Makes what waits for its next attempt due. */
  private void due(long id) throws SQLException {
    store.update("UPDATE execution SET claim_rank = 1 WHERE id = ?", id);
  }

  private void sweep() throws SQLException {
    while (node.sweep()) {
      // until nothing is left
    }
  }

  /** Puts figures of two types, of so many minutes, into the database. */
  private void figures(int minutes, long beganAt) throws SQLException {
    for (String type : List.of("", "a")) {
      store.update(
          """
          INSERT INTO execution_series (minutes, type, began_at, status, kind, bucket, amount)
          VALUES (?, ?, ?, 'failed', 0, 0, 1)
          """,
          minutes,
          type,
          beganAt);
    }
  }

  /** Returns the sum of all figures: each end counts once, and twice with its times. */
  private long sum(int minutes, String type) throws SQLException {
    return store.number(
        "SELECT COALESCE(SUM(amount), 0) FROM execution_series WHERE minutes = ? AND type = ?",
        minutes,
        type);
  }

  /**
   * Steps so long that one of them holds all that a test does, or two where it meets their border.
   */
  private static SeriesFilter longest() {
    return SeriesFilter.lastHour().withStep(SeriesFilter.MAX_STEP);
  }

  private long[] counts(SeriesFilter filter) {
    List<SeriesPoint> items = store.series.series(filter).items();
    return new long[] {
      items.stream().mapToLong(SeriesPoint::completed).sum(),
      items.stream().mapToLong(SeriesPoint::failed).sum(),
      items.stream().mapToLong(SeriesPoint::cancelled).sum()
    };
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
