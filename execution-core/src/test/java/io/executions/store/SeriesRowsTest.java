package io.executions.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.executions.api.SeriesFilter;
import io.executions.api.SeriesPoint;
import io.executions.database.Micros;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The rows that figures over time are made of: few, added up exactly, and removed when old. */
class SeriesRowsTest extends SeriesScene {
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

    assertThat(sum(1, "")).isEqualTo(45).isEqualTo(sum(1, "a"));
    assertThat(sum(60, "")).isEqualTo(45).isEqualTo(sum(15, ""));
    Instant to = Micros.toInstant(minute + Series.MINUTE);
    SeriesFilter fourHours = longest().between(to.minus(Duration.ofHours(4)), to);
    List<SeriesPoint> minutes =
        store.series.series(fourHours.withStep(Duration.ofMinutes(1))).items();
    assertThat(minutes).hasSize(240);
    assertThat(List.of(59, 149, 239)).allMatch(i -> minutes.get(i).completed() == 5);
    assertThat(minutes.stream().mapToLong(SeriesPoint::completed).sum()).isEqualTo(15);
    assertThat(minutes.get(149).ratePerSecond()).isEqualTo(5.0 / 60);
    for (int step : List.of(2, 15, 30, 7)) {
      List<SeriesPoint> steps =
          store.series.series(fourHours.withStep(Duration.ofMinutes(step))).items();
      assertThat(steps.stream().mapToLong(SeriesPoint::completed).sum()).isEqualTo(15);
      assertThat(steps.stream().flatMap(point -> point.running().stream())).hasSize(3);
    }
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
    figures(15, now - OldSeries.MINUTES_KEPT - SECOND);
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
  void figuresOfNoTypeCountOnce() throws Exception {
    store.update(
        """
        INSERT INTO execution_delta (type, status, ended, minute_at, waited)
        VALUES ('', 'failed', 3, ?, '1:3')
        """,
        Series.minute(store.now()));

    node.engine().foldDeltas();

    assertThat(counts(longest())).containsExactly(0, 3, 0);
    assertThat(sum(1, "")).isEqualTo(6);
  }

  @Test
  void aDayByQuartersReadsFarFewerRowsThanItHasMinutes() throws Exception {
    long now = store.now();
    long day = 24 * Series.HOUR;
    for (int span : List.of(1, 15)) {
      long step = span * Series.MINUTE;
      store.sql(
          sql ->
              sql.batch(
                  """
                  INSERT INTO execution_series
                         (minutes, type, began_at, status, kind, bucket, amount)
                  VALUES (?, '', ?, 'failed', 0, 0, ?)
                  """,
                  LongStream.range(0, day / step)
                      .mapToObj(i -> new Object[] {span, now / step * step - i * step, span})
                      .toList()));
    }
    SeriesFilter quarters =
        longest()
            .between(Micros.toInstant(now - day + Series.HOUR), Micros.toInstant(now))
            .withStep(Duration.ofMinutes(15));
    SeriesWindow window = SeriesWindow.of(quarters, now);
    List<Object> parameters = new ArrayList<>();
    String statement = SeriesQuery.statement(window, quarters, parameters);

    long read = store.sql(sql -> new RowsRead(database, sql).by(statement, parameters.toArray()));

    assertThat(read).isLessThan(200);
    assertThat(store.series.series(quarters).items().get(4).failed()).isEqualTo(15);
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
}
