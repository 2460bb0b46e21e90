package io.executions.store;

import io.executions.api.Bulk;
import io.executions.api.BulkCount;
import io.executions.api.BulkNotFoundException;
import io.executions.api.BulkPage;
import io.executions.api.BulkState;
import io.executions.api.BulkVerb;
import io.executions.api.ExecutionSelection;
import io.executions.api.json.ExecutionFilterDocument;
import io.executions.database.Packet;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** The bulks as people see them: created, found, listed, stopped. A node does them. */
@ApplicationScoped
@Transactional
public class Bulks {
  private static final int MOST_CHARACTERS_OF_NAME = 200;

  private static final String ADD =
      """
      INSERT INTO execution_bulk
             (id, verb, state, selection, asked_by, created_at, place, part, taken, parts, matched,
              done, skipped, failed, fence)
      VALUES (?, ?, 'running', ?, ?, {now}, ?, 0, 0, ?, ?, 0, 0, 0, 0)
      """;

  private static final String FIND =
      "SELECT %s FROM execution_bulk WHERE id = ?".formatted(BulkRow.COLUMNS);

  private static final String NEWEST =
      """
      SELECT %s FROM execution_bulk
       WHERE created_at <= ? AND (created_at < ? OR id < ?)
       ORDER BY created_at DESC, id DESC LIMIT ?
      """
          .formatted(BulkRow.COLUMNS);

  private static final String STOP =
      """
      UPDATE execution_bulk SET state = 'stopped', finished_at = {now}
       WHERE id = ? AND state = 'running'
      """;

  private final Transaction transaction;
  private final Ids ids;
  private final Audit audit;

  /** For the proxy only. */
  protected Bulks() {
    this(null, null, null);
  }

  @Inject
  Bulks(Transaction transaction, Ids ids, Audit audit) {
    this.transaction = transaction;
    this.ids = ids;
    this.audit = audit;
  }

  /** Adds a bulk that is to be done. */
  @Transactional(TxType.REQUIRES_NEW)
  public Bulk add(BulkVerb verb, ExecutionSelection selection, String by) {
    long id = ids.take(1).get(0);
    String name = by.substring(0, Math.min(by.length(), MOST_CHARACTERS_OF_NAME));
    return transaction.sql(
        sql -> {
          int parts = new BulkParts(sql, id).addGiven(selection.ids(), Packet.SMALL);
          Optional<String> filter =
              selection.filter().map(its -> ExecutionFilterDocument.write(its).toString());
          sql.update(
              ADD,
              id,
              verb.jsonName(),
              filter.orElse(null),
              name,
              filter.map(its -> BulkWalk.Place.startOf(0).text()).orElse(null),
              parts,
              new HashSet<>(selection.ids()).size());
          audit.add(
              sql,
              verb.jsonName() + "Executions",
              "bulk",
              id,
              JsonValue.EMPTY_JSON_OBJECT,
              told(selection));
          return find(sql, id);
        });
  }

  /** Of ids only the number: the bulk has them. */
  private static JsonObject told(ExecutionSelection selection) {
    return Json.createObjectBuilder()
        .add(
            "selection",
            selection
                .filter()
                .<JsonValue>map(ExecutionFilterDocument::write)
                .orElseGet(() -> count(selection)))
        .build();
  }

  private static JsonObject count(ExecutionSelection selection) {
    int ids = new HashSet<>(selection.ids()).size();
    return Json.createObjectBuilder().add("ids", ids).build();
  }

  private static JsonObject state(BulkState state) {
    return Json.createObjectBuilder().add("state", state.jsonName()).build();
  }

  /** Returns the bulk of that id, if there is one, with the ids that it was given. */
  public Optional<Bulk> find(long id) {
    return transaction.sql(sql -> findAny(sql, id));
  }

  /** Returns a page of bulks, newest first, without their ids. */
  public BulkPage page(int limit, Optional<String> cursor) {
    Cursor behind = cursor.map(Cursor::parse).orElse(new Cursor(Long.MAX_VALUE, Long.MAX_VALUE));
    List<BulkRow> rows =
        transaction.sql(
            sql ->
                sql.list(
                    NEWEST,
                    BulkRow::readLeniently,
                    behind.createdAt(),
                    behind.createdAt(),
                    behind.id(),
                    limit + 1));
    List<BulkRow> shown = rows.subList(0, Math.min(limit, rows.size()));
    return new BulkPage(
        shown.stream().map(row -> row.toBulk(List.of())).toList(),
        shown.size() < rows.size()
            ? Optional.of(cursor(shown.get(shown.size() - 1)))
            : Optional.empty());
  }

  private static String cursor(BulkRow row) {
    return new Cursor(row.createdAt(), row.id()).text();
  }

  /**
   * What became of the wish to stop a bulk.
   *
   * @param bulk the bulk as it is now
   * @param changed whether it was running
   */
  public record Stopped(Bulk bulk, boolean changed) {}

  /** Stops a bulk; one that has ended is left as it is. */
  @Transactional(TxType.REQUIRES_NEW)
  public Stopped stop(long id) {
    return transaction.sql(
        sql -> {
          boolean changed = sql.updateImpatiently(STOP, id) == 1;
          if (changed) {
            audit.add(
                sql, "stopBulk", "bulk", id, state(BulkState.RUNNING), state(BulkState.STOPPED));
          }
          return new Stopped(
              findAny(sql, id).orElseThrow(() -> new BulkNotFoundException(id)), changed);
        });
  }

  /** Returns how many executions a bulk would be for. */
  public BulkCount count(BulkVerb verb, ExecutionSelection selection) {
    return transaction.sql(
        sql -> {
          BulkScope scope = BulkScope.of(verb, selection, sql.number("SELECT {now}"));
          return new BulkCounting(new BulkWalk(scope, sql)).count(selection);
        });
  }

  private static Bulk find(Sql sql, long id) throws SQLException {
    return findAny(sql, id).orElseThrow(() -> new SQLException("Bulk %d is gone".formatted(id)));
  }

  private static Optional<Bulk> findAny(Sql sql, long id) throws SQLException {
    Optional<BulkRow> row = sql.first(FIND, BulkRow::readLeniently, id);
    return row.isEmpty()
        ? Optional.empty()
        : Optional.of(row.get().toBulk(new BulkParts(sql, id).given()));
  }
}
