package io.executions.store;

import io.executions.api.ExecutionFailures;
import io.executions.api.FailureFilter;
import io.executions.api.FailureGroup;
import io.executions.api.Faults;
import io.executions.api.InvalidRequestException;
import io.executions.database.Micros;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sums up why executions have failed lately. */
@ApplicationScoped
public class FailureQuery {
  /** From the index of what ended to the rows: asked for these, MariaDB might go another way. */
  static final String LATEST =
      """
      SELECT e.id, e.type, e.finished_at, e.error_message FROM
             (SELECT id, finished_at FROM execution
               WHERE stage = 'failed' AND finished_at >= ? AND finished_at < ?
               ORDER BY finished_at DESC, id DESC LIMIT ?) latest
        JOIN execution e ON e.id = latest.id
       ORDER BY latest.finished_at DESC, latest.id DESC
      """;

  private static final Comparator<FailureGroup> COMMONEST_FIRST =
      Comparator.comparingLong(FailureGroup::count)
          .thenComparing(FailureGroup::lastAt)
          .thenComparing(FailureGroup::lastId)
          .reversed();

  private final Transaction transaction;

  /** For the proxy only. */
  protected FailureQuery() {
    this(null);
  }

  @Inject
  FailureQuery(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Returns what the filter asks for.
   *
   * @throws InvalidRequestException naming all faults
   */
  public ExecutionFailures failures(FailureFilter filter) {
    return transaction.sql(sql -> failures(sql, filter));
  }

  private static ExecutionFailures failures(Sql sql, FailureFilter filter) throws SQLException {
    Faults faults = new Faults();
    TimeWindow window =
        TimeWindow.of(filter.from(), filter.to(), sql.number("SELECT {now}"), faults)
            .orElseThrow(() -> new InvalidRequestException(faults.all()));
    List<FailureGroup> latest =
        sql.list(
            LATEST, FailureQuery::group, window.from(), window.to(), ExecutionFailures.MOST + 1);
    Map<List<String>, FailureGroup> groups = new LinkedHashMap<>();
    latest.stream()
        .limit(ExecutionFailures.MOST)
        .forEach(
            each ->
                groups.merge(
                    List.of(each.type(), each.errorMessage()), each, FailureQuery::withOneMore));
    return new ExecutionFailures(
        Micros.toInstant(window.from()),
        Micros.toInstant(window.to()),
        groups.values().stream().sorted(COMMONEST_FIRST).toList(),
        latest.size() > ExecutionFailures.MOST);
  }

  private static FailureGroup group(ResultSet row) throws SQLException {
    return new FailureGroup(
        row.getString("type"),
        row.getString("error_message"),
        1,
        Micros.toInstant(row.getLong("finished_at")),
        row.getLong("id"));
  }

  private static FailureGroup withOneMore(FailureGroup later, FailureGroup earlier) {
    return new FailureGroup(
        later.type(), later.errorMessage(), later.count() + 1, later.lastAt(), later.lastId());
  }
}
