package io.executions.store;

import io.executions.api.CreationResults;
import io.executions.api.port.IdempotencyKeys;
import io.executions.database.FailureKind;
import io.executions.database.Micros;
import io.executions.database.Replay;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The idempotency keys, each a row that is written with the creation that it names. */
@ApplicationScoped
@Transactional
class IdempotencyRows implements IdempotencyKeys {
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
                SELECT request_hash, ids, existing, replaced FROM execution_idempotency
                 WHERE caller = ? AND request_key = ? AND created_at >= {now} - ?
                """,
                row ->
                    new Creation(
                        row.getString(1),
                        new CreationResults(
                            numbers(row.getString(2), Long::valueOf),
                            numbers(row.getString(3), Integer::valueOf)),
                        row.getBoolean(4)),
                caller,
                key,
                Micros.DAY));
  }

  @Override
  public void remember(String caller, String key, Creation creation) {
    transaction.sql(
        sql -> {
          try {
            if (isOld(sql, caller, key)) {
              replaceOld(sql, caller, key, creation);
            } else {
              insert(sql, caller, key, creation);
            }
            return null;
          } catch (SQLException e) {
            if (Replay.isLockTimeout(e)) {
              throw new IdempotencyKeyBusyException(e);
            }
            if (Sql.isTaken(e) || FailureKind.of(e) == FailureKind.REPLAY) {
              throw new KeyTakenException(e);
            }
            throw e;
          }
        });
  }

  /** Looks before it changes: changing what is not there would lock the gap for other keys. */
  private static boolean isOld(Sql sql, String caller, String key) throws SQLException {
    return sql.first(
            """
            SELECT 1 FROM execution_idempotency
             WHERE caller = ? AND request_key = ? AND created_at < {now} - ?
            """,
            row -> true,
            caller,
            key,
            Micros.DAY)
        .isPresent();
  }

  /**
   * Checks the age again: of two requests that find a key old at the same time, one must find it
   * new.
   */
  private static void replaceOld(Sql sql, String caller, String key, Creation creation)
      throws SQLException {
    int replaced =
        sql.updateImpatiently(
            """
            UPDATE execution_idempotency SET request_hash = ?, ids = ?, existing = ?, replaced = ?, created_at = {now}
             WHERE caller = ? AND request_key = ? AND created_at < {now} - ?
            """,
            creation.requestHash(),
            text(creation.results().ids()),
            text(creation.results().existing()),
            creation.replaced(),
            caller,
            key,
            Micros.DAY);
    if (replaced != 1) {
      throw new KeyTakenException(null);
    }
  }

  private static void insert(Sql sql, String caller, String key, Creation creation)
      throws SQLException {
    sql.updateImpatiently(
        """
        INSERT INTO execution_idempotency
               (caller, request_key, request_hash, ids, existing, replaced, created_at)
        VALUES (?, ?, ?, ?, ?, ?, {now})
        """,
        caller,
        key,
        creation.requestHash(),
        text(creation.results().ids()),
        text(creation.results().existing()),
        creation.replaced());
  }

  private static String text(List<?> numbers) {
    return numbers.isEmpty()
        ? null
        : numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static <T> List<T> numbers(String text, Function<String, T> parse) {
    return text == null ? List.of() : Arrays.stream(text.split(",")).map(parse).toList();
  }
}
