package io.executions.store;

import io.executions.api.port.Role;
import io.executions.api.port.Sessions;
import io.executions.database.Micros;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * The sessions, as rows of hashes. A session holds while its token does, no matter which of the two
 * rows is removed first.
 */
@ApplicationScoped
class SessionRows implements Sessions {
  private static final String FIND =
      """
      SELECT t.name, t.role, s.expires_at, s.expires_at - {now}
        FROM execution_session s JOIN execution_token t ON t.name = s.token AND t.hash = s.token_hash
       WHERE s.hash = ? AND s.expires_at > {now} AND (t.expires_at IS NULL OR t.expires_at > {now})
      """;

  private static final String LEFT_OF_TOKEN =
      """
      SELECT COALESCE(expires_at - {now}, ?) FROM execution_token WHERE name = ? AND hash = ?
      """;

  private static final String START =
      """
      INSERT INTO execution_session (hash, token, token_hash, created_at, expires_at)
      VALUES (?, ?, ?, {now}, {now} + ?)
      """;

  private final Transaction transaction;

  /** For the proxy only. */
  protected SessionRows() {
    this(null);
  }

  @Inject
  SessionRows(Transaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public String clusterId() {
    return transaction.sql(ClusterName::read);
  }

  @Override
  public Optional<Session> start(String hash, String token, String tokenHash, Duration length) {
    long most = length.toNanos() / 1000;
    return transaction.inOwnTransaction(
        sql -> {
          Optional<Long> left =
              sql.first(LEFT_OF_TOKEN, row -> row.getLong(1), most, token, tokenHash);
          if (left.isEmpty() || left.get() <= 0) {
            return Optional.empty();
          }
          sql.update(START, hash, token, tokenHash, Math.min(most, left.get()));
          return find(sql, hash);
        });
  }

  @Override
  public Optional<Session> find(String hash) {
    return transaction.sql(sql -> find(sql, hash));
  }

  private static Optional<Session> find(Sql sql, String hash) throws SQLException {
    return sql.first(
        FIND,
        row ->
            new Session(
                row.getString(1),
                Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                Micros.toInstant(row.getLong(3)),
                Duration.of(row.getLong(4), ChronoUnit.MICROS)),
        hash);
  }

  @Override
  public void end(String hash) {
    transaction.inOwnTransaction(
        sql -> sql.update("DELETE FROM execution_session WHERE hash = ?", hash));
  }
}
