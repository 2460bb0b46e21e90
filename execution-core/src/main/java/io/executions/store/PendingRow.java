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
import java.util.List;
import java.util.Optional;

/**
 * The locked row of an execution that somebody wants to change.
 *
 * @param rank where it stands among those to be claimed, if it is pending
 * @param key its concurrency key
 */
record PendingRow(
    long id,
    String type,
    ExecutionStatus status,
    int revision,
    int attempt,
    Optional<String> node,
    int rank,
    Terms terms,
    Optional<String> key) {
  static final String LOCK =
      """
      SELECT id, type, status, revision, attempt, node, claim_rank, run_at, priority, max_attempts,
             timeout_ms, queue, concurrency_key, expires_at
        FROM execution WHERE id = ? FOR UPDATE
      """;

  private static final String WRITE =
      """
      UPDATE execution
         SET revision = revision + 1, claim_rank = ?, run_at = ?, priority = ?, max_attempts = ?,
             timeout_ms = ?, turn_key = CASE WHEN queue = ? THEN turn_key ELSE '' END, queue = ?,
             expires_at = ?
       WHERE id = ?
      """;

  /**
   * What may be changed.
   *
   * @param runAt in microseconds
   * @param expiresAt in microseconds
   */
  record Terms(
      long runAt,
      int priority,
      int maxAttempts,
      Optional<Long> timeoutMs,
      String queue,
      Optional<Long> expiresAt) {
    Terms after(ExecutionChange change) {
      return new Terms(
          change.runAt().map(Micros::of).orElse(runAt),
          change.priority().orElse(priority),
          change.maxAttempts().orElse(maxAttempts),
          change.timeout().map(bound -> bound.map(Duration::toMillis)).orElse(timeoutMs),
          change.queue().orElse(queue),
          change.expiresAt().map(expiry -> expiry.map(Micros::of)).orElse(expiresAt));
    }

    /** Returns what the audit tells of them. */
    JsonObject told() {
      JsonObjectBuilder told =
          Json.createObjectBuilder()
              .add("runAt", Micros.toInstant(runAt).toString())
              .add("priority", priority)
              .add("maxAttempts", maxAttempts)
              .add("queue", queue);
      timeoutMs.ifPresent(bound -> told.add("timeoutMs", bound));
      expiresAt.ifPresent(time -> told.add("expiresAt", Micros.toInstant(time).toString()));
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
            row.getLong("run_at"),
            row.getInt("priority"),
            row.getInt("max_attempts"),
            bound,
            row.getString("queue"),
            ExecutionRow.time(row, "expires_at").map(Micros::of)),
        Optional.ofNullable(row.getString("concurrency_key")));
  }

  void write(Sql sql, Terms newTerms, long now) throws SQLException {
    sql.update(
        WRITE,
        rankAfter(newTerms, now),
        newTerms.runAt(),
        newTerms.priority(),
        newTerms.maxAttempts(),
        newTerms.timeoutMs().orElse(null),
        newTerms.queue(),
        newTerms.queue(),
        newTerms.expiresAt().orElse(null),
        id);
    if (newTerms.expiresAt().isPresent() && !newTerms.expiresAt().equals(terms.expiresAt())) {
      Expiry.add(sql, id, newTerms.expiresAt().get());
    }
    freeItsPlace(sql);
  }

  /** It may have left its place in the line, or another one of its key comes before it now. */
  void freeItsPlace(Sql sql) throws SQLException {
    if (key.isPresent() && rank < ClaimRank.WAITING.code()) {
      new BlockedKeys(sql).freeFor(List.of(new Lane(terms.queue(), key.get())));
    }
  }

  /**
   * One that was recovered stays ahead of others while it is due. One that was blocked stands in
   * the line again: with the change it may come before others of its key.
   */
  private int rankAfter(Terms newTerms, long now) {
    if (newTerms.runAt() == terms.runAt()) {
      return switch (ClaimRank.of(rank)) {
        case BLOCKED -> ClaimRank.DUE.code();
        case BLOCKED_RECOVERED -> ClaimRank.RECOVERED.code();
        default -> rank;
      };
    }
    return rankAt(newTerms.runAt(), now);
  }

  /** Returns where it stands when that is its due time; both in microseconds. */
  int rankAt(long runAt, long now) {
    if (runAt > now) {
      return ClaimRank.WAITING.code();
    }
    return rank == ClaimRank.RECOVERED.code() || rank == ClaimRank.BLOCKED_RECOVERED.code()
        ? ClaimRank.RECOVERED.code()
        : ClaimRank.DUE.code();
  }

  /** Returns how it was changed: a move that leaves its status. */
  Move changed(String by, long now) {
    return new Move(
        id,
        type,
        terms.queue(),
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
