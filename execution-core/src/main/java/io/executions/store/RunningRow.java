package io.executions.store;

import io.executions.api.Backoff;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/**
 * A running row that the engine has locked to settle it.
 *
 * @param id the execution
 * @param attempt its attempt
 * @param revision the execution's revision
 * @param type its type
 * @param nodeId the node that claimed it
 * @param node that node's name
 * @param dueAt since when it had been due when it was claimed, in microseconds since 1970
 * @param startedAt when it was claimed, in microseconds since 1970
 * @param counts what earlier attempts have come to
 * @param maxAttempts how many may fail
 * @param cancelRequested whether somebody asked to cancel it
 * @param backoff how long it waits between attempts, if it says so itself
 * @param lane its queue and key
 */
public record RunningRow(
    long id,
    int attempt,
    int revision,
    String type,
    long nodeId,
    String node,
    long dueAt,
    long startedAt,
    AttemptCounts counts,
    int maxAttempts,
    boolean cancelRequested,
    Optional<Backoff> backoff,
    Lane lane) {

  /**
   * An expression: its due time may be long before its creation, and stays when it is put ahead of
   * others.
   */
  static final String DUE_SINCE = "GREATEST(run_at, created_at, COALESCE(recovered_at, 0))";

  static RunningRow read(ResultSet row) throws SQLException {
    return new RunningRow(
        row.getLong("id"),
        row.getInt("attempt"),
        row.getInt("revision"),
        row.getString("type"),
        row.getLong("node_id"),
        Objects.requireNonNullElse(row.getString("node"), "unknown"),
        row.getLong("due_since"),
        row.getLong("started_at"),
        new AttemptCounts(
            row.getInt("failures"), row.getInt("interruptions"), row.getInt("rollbacks")),
        row.getInt("max_attempts"),
        row.getBoolean("cancel_requested"),
        Backoffs.parse(row.getString("backoff")),
        Lane.read(row));
  }
}
