package io.executions.store;

import io.executions.api.ExecutionSeries;
import io.executions.api.ExecutionStatus;
import io.executions.api.InvalidRequestException;
import io.executions.api.SeriesFilter;
import io.executions.api.SeriesPoint;
import io.executions.database.Micros;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads figures over time: those that are added up, and those that wait for it. */
@ApplicationScoped
public class SeriesQuery {
  /** By one statement, so that none is met twice, nor missed, while it is added. */
  private static final String FIGURES =
      """
      SELECT began_at, status, kind, bucket, amount, NULL AS waited, NULL AS ran, NULL AS queues
        FROM execution_series
       WHERE minutes = ? AND type = ? AND began_at >= ? AND began_at < ?
      UNION ALL
      SELECT minute_at, status, 0, 0, ended, waited, ran, queues FROM execution_delta
       WHERE id > (SELECT place FROM execution_fold WHERE id = 1)
         AND minute_at >= ? AND minute_at < ?\
      """;

  private static final double MICROS_PER_SECOND = 1e6;

  private final Transaction transaction;

  /** For the proxy only. */
  protected SeriesQuery() {
    this(null);
  }

  @Inject
  SeriesQuery(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Returns the series that the filter asks for.
   *
   * @throws InvalidRequestException naming all faults
   */
  public ExecutionSeries series(SeriesFilter filter) {
    return transaction.sql(sql -> series(sql, filter));
  }

  private static ExecutionSeries series(Sql sql, SeriesFilter filter) throws SQLException {
    long now = sql.number("SELECT {now}");
    SeriesWindow window = SeriesWindow.of(filter, now);
    List<Object> parameters = new ArrayList<>();
    Map<Integer, Map<String, Figures>> points = new HashMap<>();
    sql.list(
        statement(window, filter, parameters),
        row ->
            points
                .computeIfAbsent(window.point(row.getLong(1)), point -> new HashMap<>())
                .computeIfAbsent(row.getString(2).strip(), status -> new Figures())
                .add(figures(row, filter.queue())),
        parameters.toArray());
    List<SeriesPoint> items = new ArrayList<>();
    for (int point = 0; point < window.points(); point++) {
      items.add(point(window, point, points.getOrDefault(point, Map.of()), now));
    }
    return new ExecutionSeries(
        Micros.toInstant(window.from()), Micros.toInstant(window.to()), filter.step(), items);
  }

  static String statement(SeriesWindow window, SeriesFilter filter, List<Object> parameters) {
    Optional<String> queue = filter.queue().map(Series::ofQueue);
    parameters.addAll(
        List.of(
            window.minutes(),
            filter.type().or(() -> queue).orElse(Series.ALL_TYPES),
            window.from(),
            window.to(),
            window.from(),
            window.to()));
    filter.type().ifPresent(parameters::add);
    return filter.type().isPresent() ? FIGURES + " AND type = ?" : FIGURES;
  }

  /** Those that wait to be added up tell of all queues. */
  private static Figures figures(ResultSet row, Optional<String> queue) throws SQLException {
    Figures figures = figures(row);
    String queues = row.getString(8);
    return queue.isEmpty() || queues == null
        ? figures
        : FiguresByQueue.parse(queues, figures).queues().getOrDefault(queue.get(), new Figures());
  }

  private static Figures figures(ResultSet row) throws SQLException {
    long amount = row.getLong(5);
    Histogram waited = Histogram.parse(row.getString(6));
    Histogram ran = Histogram.parse(row.getString(7));
    switch (row.getInt(3)) {
      case Series.WAITED -> waited.add(row.getInt(4), amount);
      case Series.RAN -> ran.add(row.getInt(4), amount);
      default -> {
        return new Figures(amount, waited, ran);
      }
    }
    return new Figures(0, waited, ran);
  }

  private static SeriesPoint point(
      SeriesWindow window, int point, Map<String, Figures> byStatus, long now) {
    long at = window.at(point);
    Figures all = new Figures();
    byStatus.values().forEach(all::add);
    return new SeriesPoint(
        Micros.toInstant(at),
        ended(byStatus, ExecutionStatus.COMPLETED),
        ended(byStatus, ExecutionStatus.FAILED),
        ended(byStatus, ExecutionStatus.CANCELLED),
        all.ended() / seconds(now - at, window.step()),
        all.waited().percentiles(),
        all.ran().percentiles());
  }

  private static long ended(Map<String, Figures> byStatus, ExecutionStatus status) {
    return byStatus.getOrDefault(status.jsonName(), new Figures()).ended();
  }

  /** Not less than a second: of the first moments of a step nothing can be said. */
  private static double seconds(long passed, long step) {
    return Math.max(MICROS_PER_SECOND, Math.min(passed, step)) / MICROS_PER_SECOND;
  }
}
