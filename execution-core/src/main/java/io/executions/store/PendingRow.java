package io.executions.store;

import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionStatus;
import io.executions.database.Micros;
import io.executions.database.Sql;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The locked row of an execution that somebody wants to change.
 *
 * @param rank where it stands among those to be claimed, if it is pending
 */
record PendingRow(
    long id,
    String type,
    ExecutionStatus status,
    int revision,
    int attempt,
    Optional<String> node,
    int rank,
    Terms terms) {
  static final String LOCK =
      """
      SELECT id, type, status, revision, attempt, node, claim_rank, run_at, priority, max_attempts,
             timeout_ms
        FROM execution WHERE id = ? FOR UPDATE
      """;

  private static final String WRITE =
      """
      UPDATE execution
         SET revision = revision + 1, claim_rank = ?, run_at = ?, priority = ?, max_attempts = ?,
             timeout_ms = ?
       WHERE id = ?
      """;

  /**
   * What may be changed.
   *
   * @param runAt in microseconds
   */
  record Terms(long runAt, int priority, int maxAttempts, Optional<Long> timeoutMs) {
    Terms after(ExecutionChange change) {
      return new Terms(
          change.runAt().map(Micros::of).orElse(runAt),
          change.priority().orElse(priority),
          change.maxAttempts().orElse(maxAttempts),
          change.timeout().map(bound -> bound.map(Duration::toMillis)).orElse(timeoutMs));
    }

    /** Returns what the audit tells of them. */
    JsonObject told() {
      JsonObjectBuilder told =
          Json.createObjectBuilder()
              .add("runAt", Micros.toInstant(runAt).toString())
              .add("priority", priority)
              .add("maxAttempts", maxAttempts);
      timeoutMs.ifPresent(bound -> told.add("timeoutMs", bound));
      return told.build();
    }
  }

  static PendingRow read(ResultSet row) throws SQLException {
    long timeoutMs = row.getLong("timeout_ms");
    Optional<Long> bound = row.wasNull() ? Optional.empty() : Optional.of(timeoutMs);
    return new PendingRow(
        row.getLong("id"),
        row.getString("type"),
        ExecutionStatus.fromJsonName(row.getString("status")).orElseThrow(),
        row.getInt("revision"),
        row.getInt("attempt"),
        Optional.ofNullable(row.getString("node")),
        row.getInt("claim_rank"),
        new Terms(
            row.getLong("run_at"), row.getInt("priority"), row.getInt("max_attempts"), bound));
  }

  void write(Sql sql, Terms newTerms, long now) throws SQLException {
    sql.update(
        WRITE,
        rankAfter(newTerms, now),
        newTerms.runAt(),
        newTerms.priority(),
        newTerms.maxAttempts(),
        newTerms.timeoutMs().orElse(null),
        id);
  }

  /** One that was recovered stays ahead of others while it is due. */
  private int rankAfter(Terms newTerms, long now) {
    if (newTerms.runAt() == terms.runAt()) {
      return rank;
    }
    if (newTerms.runAt() > now) {
      return ClaimRank.WAITING.code();
    }
    return rank == ClaimRank.RECOVERED.code() ? rank : ClaimRank.DUE.code();
  }

  /** Returns how it was changed: a move that leaves its status. */
  Move changed(String by, long now) {
    return new Move(
        id,
        type,
        revision + 1,
        status,
        status,
        attempt,
        node,
        by,
        Optional.empty(),
        Micros.toInstant(now),
        Optional.empty());
  }
}
