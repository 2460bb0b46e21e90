package io.executions.store;

import io.executions.api.AuditEntry;
import io.executions.api.AuditFilter;
import io.executions.api.AuditPage;
import io.executions.api.TimeRange;
import io.executions.api.port.AuditLog;
import io.executions.database.Dialect;
import io.executions.database.Micros;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The entries of the audit, as rows. They are listed along an index of the time behind the fields
 * that are given; there is one for each choice of fields.
 */
@ApplicationScoped
class AuditRows implements AuditLog {
  private static final String LIST =
      """
      SELECT id, happened_at, who, role, address, node, action, target_kind, target_id,
             before_values, after_values, times
        FROM execution_audit {index}
       WHERE {conditions}
       ORDER BY {fields}happened_at DESC, id DESC LIMIT ?
      """;

  private static final String COUNT_ONE_MORE =
      "UPDATE execution_audit SET times = times + 1 WHERE merge_key = ?";

  private static final String COUNT_FIRST =
      """
      INSERT INTO execution_audit
             (happened_at, who, role, address, node, action, target_kind, target_id, times, merge_key)
      VALUES ({now}, 'anonymous', 'none', ?, ?, 'signIn', 'session', 'refused', 1, ?)
      """;

  private static final long MINUTE = 60_000_000;

  private final Transaction transaction;
  private final Audit audit;

  /** For the proxy only. */
  protected AuditRows() {
    this(null, null);
  }

  @Inject
  AuditRows(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  @Override
  public AuditPage page(AuditFilter filter) {
    return transaction.sql(
        sql -> {
          List<Object> parameters = new ArrayList<>();
          String statement = statement(filter, sql.dialect(), parameters);
          return page(sql.list(statement, AuditRows::entry, parameters.toArray()), filter.limit());
        });
  }

  static String statement(AuditFilter filter, Dialect dialect, List<Object> parameters) {
    Map<String, String> given = new LinkedHashMap<>();
    filter.target().ifPresent(target -> given.put("target_id", target));
    filter.who().ifPresent(who -> given.put("who", who));
    filter.action().ifPresent(action -> given.put("action", action));
    Conditions fixed = new Conditions();
    given.forEach((field, value) -> fixed.and(field + " = ?", value));
    Conditions conditions = new Conditions().and("1 = 1").and(fixed.alongIndex(dialect));
    String fields =
        dialect.ordersByWholeIndexes() || dialect.readsAllOfOneValue()
            ? given.keySet().stream().map(field -> field + " DESC, ").collect(Collectors.joining())
            : "";
    String index =
        given.isEmpty()
            ? "execution_audit_time"
            : "execution_audit_" + String.join("_", given.keySet()).replace("target_id", "target");
    conditions.andIn("happened_at", new TimeRange(filter.after(), filter.before()));
    filter
        .cursor()
        .map(Cursor::parse)
        .ifPresent(
            place ->
                conditions.and(
                    "happened_at <= ? AND (happened_at < ? OR id < ?)",
                    place.createdAt(),
                    place.createdAt(),
                    place.id()));
    parameters.addAll(conditions.values());
    parameters.add(filter.limit() + 1);
    return LIST.replace("{conditions}", conditions.sql())
        .replace("{fields}", fields)
        .replace("{index}", dialect.along(index));
  }

  private static AuditPage page(List<AuditEntry> read, int limit) {
    if (read.size() <= limit) {
      return new AuditPage(read, Optional.empty());
    }
    AuditEntry last = read.get(limit - 1);
    String cursor = new Cursor(Micros.of(last.at()), last.id()).text();
    return new AuditPage(read.subList(0, limit), Optional.of(cursor));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    long times = row.getLong(12);
    boolean counted = !row.wasNull();
    return new AuditEntry(
        row.getLong(1),
        Micros.toInstant(row.getLong(2)),
        row.getString(3),
        row.getString(4),
        Optional.ofNullable(row.getString(5)),
        row.getString(6),
        row.getString(7),
        new AuditEntry.Target(row.getString(8), row.getString(9)),
        values(row.getString(10)),
        values(row.getString(11)),
        counted ? Optional.of(times) : Optional.empty());
  }

  private static Optional<JsonObject> values(String text) {
    return Optional.ofNullable(text).map(JsonText::parse).map(JsonObject.class::cast);
  }

  /** Not as one transaction: a row that is there already would end it on PostgreSQL. */
  @Override
  public void signInRefused(String address) {
    long now = transaction.sql(sql -> sql.number("SELECT {now}"));
    String key = "%s %d".formatted(address, now / MINUTE);
    if (!countOneMore(key) && !countFirst(address, key)) {
      countOneMore(key);
    }
  }

  private boolean countOneMore(String key) {
    return transaction.joinOrAutocommit(sql -> sql.update(COUNT_ONE_MORE, key)) == 1;
  }

  private boolean countFirst(String address, String key) {
    return transaction.joinOrAutocommit(
        sql -> {
          try {
            return sql.update(COUNT_FIRST, address, audit.node(), key) == 1;
          } catch (SQLException e) {
            if (Sql.isTaken(e)) {
              return false;
            }
            throw e;
          }
        });
  }
}
