package io.executions.store;

import io.executions.database.Micros;
import io.executions.database.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * What executions have in other tables, which few of them do: tags, unique keys and times of
 * expiry. Removed by whole keys, one row after the other, so that no row of another execution is
 * met.
 */
record Belongings(Sql sql) {
  private static final String OWNERS =
      """
      SELECT id, created_at, tags, type, unique_key, expires_at FROM execution
       WHERE id IN ({ids}) AND (tags IS NOT NULL OR unique_key IS NOT NULL
             OR expires_at IS NOT NULL)
      """;

  private static final String REMOVE_TAG =
      "DELETE FROM execution_tag WHERE tag = ? AND created_at = ? AND id = ?";

  private static final String REMOVE_KEY =
      "DELETE FROM execution_unique WHERE type = ? AND unique_key = ? AND execution_id = ?";

  private static final String REMOVE_EXPIRY =
      "DELETE FROM execution_expiry WHERE expires_at = ? AND id = ?";

  private record Owner(
      long id, long createdAt, List<String> tags, String type, String uniqueKey, Long expiresAt) {}

  /** Removes what belongs to executions whose rows the transaction has locked. */
  void remove(List<Long> ids) throws SQLException {
    List<Owner> owners =
        sql.list(
            Sql.withIds(OWNERS, ids),
            row ->
                new Owner(
                    row.getLong(1),
                    row.getLong(2),
                    Tags.parse(row.getString(3)),
                    row.getString(4),
                    row.getString(5),
                    ExecutionRow.time(row, "expires_at").map(Micros::of).orElse(null)),
            ids.toArray());
    sql.batchAtOnce(
        REMOVE_TAG,
        owners.stream()
            .flatMap(
                owner ->
                    owner.tags().stream()
                        .map(tag -> new Object[] {tag, owner.createdAt(), owner.id()}))
            .toList());
    sql.batchAtOnce(
        REMOVE_KEY,
        owners.stream()
            .filter(owner -> owner.uniqueKey() != null)
            .map(owner -> new Object[] {owner.type(), owner.uniqueKey(), owner.id()})
            .toList());
    sql.batchAtOnce(
        REMOVE_EXPIRY,
        owners.stream()
            .filter(owner -> owner.expiresAt() != null)
            .map(owner -> new Object[] {owner.expiresAt(), owner.id()})
            .toList());
  }
}
