package io.executions.store;

import io.executions.api.port.Caller;
import io.executions.database.Sql;
import io.executions.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes down who did what, in the transaction that does it. Every operation that changes something
 * for a person calls it once. Thread-safe.
 */
@ApplicationScoped
public class Audit {
  private static final String INSERT =
      """
      INSERT INTO execution_audit
             (happened_at, who, role, address, node, action, target_kind, target_id, before_values,
              after_values)
      VALUES ({now}, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final String nodeName;
  private volatile Supplier<Optional<String>> joinedAs = Optional::empty;

  /** For the proxy only. */
  protected Audit() {
    this("");
  }

  /** Makes one of a node with those settings. */
  @Inject
  public Audit(Settings settings) {
    this(settings.nodeName());
  }

  Audit(String nodeName) {
    this.nodeName = nodeName;
  }

  /** Says where to ask for the name by which this node has joined its cluster. */
  public void isOnNode(Supplier<Optional<String>> name) {
    joinedAs = name;
  }

  /** Returns the name of this node. */
  String node() {
    return joinedAs.get().orElse(nodeName);
  }

  /** Writes down an operation that changes no field worth telling. */
  void add(Sql sql, String action, String kind, Object id) throws SQLException {
    insert(sql, action, kind, id, null, null);
  }

  /**
   * Writes down a change, unless nothing has changed: of the fields of before and after, those that
   * differ. Never give it inputs, outputs or secrets.
   *
   * @param action the id of the operation in the OpenAPI document
   * @param kind what was changed, such as {@code execution}
   * @param id which one
   */
  void add(Sql sql, String action, String kind, Object id, JsonObject before, JsonObject after)
      throws SQLException {
    JsonObject old = differing(before, after);
    JsonObject young = differing(after, before);
    if (!old.isEmpty() || !young.isEmpty()) {
      insert(sql, action, kind, id, old, young);
    }
  }

  private void insert(
      Sql sql, String action, String kind, Object id, JsonObject before, JsonObject after)
      throws SQLException {
    Caller caller = Caller.current();
    sql.update(
        INSERT,
        caller.name(),
        caller.role(),
        caller.address().orElse(null),
        node(),
        action,
        kind,
        id.toString(),
        text(before),
        text(after));
  }

  private static JsonObject differing(JsonObject some, JsonObject others) {
    JsonObjectBuilder differing = Json.createObjectBuilder();
    some.forEach(
        (name, value) -> {
          if (!value.equals(others.get(name))) {
            differing.add(name, value);
          }
        });
    return differing.build();
  }

  private static String text(JsonObject values) {
    return values == null || values.isEmpty() ? null : values.toString();
  }
}
