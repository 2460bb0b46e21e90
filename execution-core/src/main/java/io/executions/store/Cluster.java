package io.executions.store;

import io.executions.api.ClusterSettings;
import io.executions.api.ExecutionType;
import io.executions.api.Node;
import io.executions.api.NodeFilter;
import io.executions.api.SettingsChange;
import io.executions.api.json.SettingsDocument;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What all nodes share: the cluster's settings, its nodes, and the types that they handle. */
@ApplicationScoped
public class Cluster {
  private static final String TYPES =
      """
      SELECT t.type, n.name, t.example_input
        FROM execution_node_type t JOIN execution_node n ON n.id = t.node_id
       ORDER BY t.type, n.name, n.id
      """;

  private final Transaction transaction;
  private final Audit audit;

  /** For the proxy only. */
  protected Cluster() {
    this(null, null);
  }

  @Inject
  Cluster(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  /** Returns the settings of the cluster. */
  public ClusterSettings settings() {
    return transaction.sql(SettingsRow::read);
  }

  /** The settings around a change. */
  public record Changed(ClusterSettings before, ClusterSettings after) {
    /** Returns whether nodes may claim what they could not claim before. */
    public boolean claimsMore() {
      return !after.paused()
          && (before.paused()
              || after.maxConcurrentExecutions() > before.maxConcurrentExecutions());
    }
  }

  /** Changes the settings, in turn with claims and other changes. */
  public Changed change(SettingsChange change) {
    return transaction.inGate(
        sql -> {
          ClusterSettings before = SettingsRow.read(sql);
          ClusterSettings after = change.applyTo(before);
          SettingsRow.write(sql, after);
          audit.add(
              sql,
              "changeSettings",
              "settings",
              "cluster",
              SettingsDocument.write(before),
              SettingsDocument.write(after));
          return new Changed(before, after);
        });
  }

  /** Returns the nodes of that kind, in the order in which they joined. */
  public List<Node> nodes(NodeFilter filter) {
    return transaction.sql(sql -> NodeQuery.list(sql, filter));
  }

  /** Returns the types that some node handles, or did within a day, by name. */
  public List<ExecutionType> types() {
    TreeMap<String, ExecutionType> types = new TreeMap<>();
    transaction.sql(
        sql ->
            sql.list(
                TYPES,
                row ->
                    types.merge(
                        row.getString(1),
                        new ExecutionType(
                            row.getString(1),
                            List.of(row.getString(2)),
                            JsonText.parse(row.getString(3))),
                        Cluster::onBoth)));
    return List.copyOf(types.values());
  }

  /** Returns the queues of the types. */
  public TypeQueues queues() {
    return transaction.sql(TypeQueues::read);
  }

  /** Returns those of the types that some node handles, or did within a day. */
  public Set<String> handled(Collection<String> types) {
    return transaction.sql(
        sql ->
            Set.copyOf(
                sql.list(
                    Sql.withIds(
                        "SELECT DISTINCT type FROM execution_node_type WHERE type IN ({ids})",
                        types),
                    row -> row.getString(1),
                    types.toArray())));
  }

  /**
   * Returns the types that have pending executions and no living node that handles them, by name.
   */
  public List<String> unhandledTypes() {
    return transaction.sql(sql -> new UnhandledTypes(sql).find());
  }

  private static ExecutionType onBoth(ExecutionType one, ExecutionType other) {
    List<String> nodes = new ArrayList<>(one.nodes());
    other.nodes().stream().filter(node -> !nodes.contains(node)).forEach(nodes::add);
    return new ExecutionType(one.type(), nodes, other.exampleInput());
  }
}
