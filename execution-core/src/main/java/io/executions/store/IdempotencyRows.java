package io.executions.store;

import io.executions.api.IdempotencyKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The idempotency keys, each a row that is written with the creation that it names. */
@ApplicationScoped
@Transactional
class IdempotencyRows implements IdempotencyKeys {
  private static final long DAY = 86_400_000_000L;

  private final Transaction transaction;

  /** For the proxy only. */
  protected IdempotencyRows() {
    this(null);
  }

  @Inject
  IdempotencyRows(Transaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Optional<Creation> find(String caller, String key) {
    return transaction.sql(
        sql ->
            sql.first(
                """
                SELECT request_hash, ids FROM execution_idempotency
                 WHERE caller = ? AND request_key = ? AND created_at >= {now} - ?
                """,
                row -> new Creation(row.getString(1), ids(row.getString(2))),
                caller,
                key,
                DAY));
  }

  @Override
  public void remember(String caller, String key, Creation creation) {
    transaction.sql(
        sql -> {
          forgetIfOld(sql, caller, key);
          insert(sql, caller, key, creation);
          return null;
        });
  }

  /** Looks before it deletes: deleting what is not there would lock the gap for other keys. */
  private static void forgetIfOld(Sql sql, String caller, String key) throws SQLException {
    boolean old =
        sql.first(
                """
                SELECT 1 FROM execution_idempotency
                 WHERE caller = ? AND request_key = ? AND created_at < {now} - ?
                """,
                row -> true,
                caller,
                key,
                DAY)
            .isPresent();
    if (old) {
      sql.update(
          "DELETE FROM execution_idempotency WHERE caller = ? AND request_key = ?", caller, key);
    }
  }

  private static void insert(Sql sql, String caller, String key, Creation creation)
      throws SQLException {
    try {
      sql.update(
          """
          INSERT INTO execution_idempotency (caller, request_key, request_hash, ids, created_at)
          VALUES (?, ?, ?, ?, {now})
          """,
          caller,
          key,
          creation.requestHash(),
          creation.ids().stream().map(String::valueOf).collect(Collectors.joining(",")));
    } catch (SQLException e) {
      if (Replay.isLockTimeout(e)) {
        throw new KeyBusyException(e);
      }
      if (Sql.isTaken(e) || Replay.cures(e)) {
        throw new KeyTakenException(e);
      }
      throw e;
    }
  }

  private static List<Long> ids(String text) {
    return Arrays.stream(text.split(",")).map(Long::valueOf).toList();
  }
}
