package io.executions.store;

import io.executions.api.AccessToken;
import io.executions.api.Fault;
import io.executions.api.InvalidRequestException;
import io.executions.api.NewToken;
import io.executions.api.json.NewTokenDocument;
import io.executions.api.port.AccessTokens;
import io.executions.api.port.Caller;
import io.executions.api.port.Role;
import io.executions.database.Micros;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** All access tokens, as rows of hashes. Changes take turns at the gate. */
@ApplicationScoped
class AccessTokenRows implements AccessTokens {
  /** Each node reads all of them again and again. */
  static final int MOST = 1000;

  private static final String KNOWN =
      """
      SELECT hash, name, role, expires_at, expires_at - {now} FROM execution_token
       WHERE expires_at IS NULL OR expires_at > {now}
      """;

  private static final String LIST =
      """
      SELECT name, role, created_at, expires_at, last_used_at FROM execution_token ORDER BY name
      """;

  private static final String FIND =
      """
      SELECT name, role, created_at, expires_at, last_used_at FROM execution_token WHERE name = ?
      """;

  private static final String INSERT =
      """
      INSERT INTO execution_token (name, role, hash, created_at, expires_at) VALUES (?, ?, ?, ?, ?)
      """;

  private static final String OTHER_ADMINS =
      """
      SELECT COUNT(*) FROM execution_token
       WHERE role = 'admin' AND expires_at IS NULL AND name <> ?
      """;

  private static final String REMOVE_SESSIONS_OF_EXPIRED =
      """
      DELETE FROM execution_session
       WHERE token IN (SELECT name FROM execution_token WHERE expires_at <= {now})
      """;

  private static final String REMOVE_EXPIRED =
      "DELETE FROM execution_token WHERE expires_at <= {now}";

  private static final String USE =
      """
      UPDATE execution_token SET last_used_at = FLOOR({now} / 60000000) * 60000000
       WHERE name = ? AND (last_used_at IS NULL OR last_used_at < FLOOR({now} / 60000000) * 60000000)
      """;

  private static final String IN_AUDIT =
      """
      SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM execution_audit WHERE who = ? LIMIT 1) a)
           + (SELECT COUNT(*)
                FROM (SELECT 1 FROM execution_audit
                       WHERE target_id = ? AND target_kind = 'token' LIMIT 1) b)
      """;

  private final Transaction transaction;
  private final Audit audit;

  /** For the proxy only. */
  protected AccessTokenRows() {
    this(null, null);
  }

  @Inject
  AccessTokenRows(Transaction transaction, Audit audit) {
    this.transaction = transaction;
    this.audit = audit;
  }

  @Override
  public List<Known> known() {
    return transaction.sql(sql -> sql.list(KNOWN, AccessTokenRows::known));
  }

  private static Known known(ResultSet row) throws SQLException {
    Optional<Instant> end = time(row, 4);
    return new Known(
        row.getString(1),
        row.getString(2),
        Role.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        end,
        end.isEmpty()
            ? Optional.empty()
            : Optional.of(Duration.of(row.getLong(5), ChronoUnit.MICROS)));
  }

  @Override
  public List<AccessToken> list() {
    return transaction.sql(sql -> sql.list(LIST, AccessTokenRows::token));
  }

  private static AccessToken token(ResultSet row) throws SQLException {
    return new AccessToken(
        row.getString(1),
        row.getString(2),
        Micros.toInstant(row.getLong(3)),
        time(row, 4),
        time(row, 5));
  }

  @Override
  public AccessToken create(NewToken token, String hash) {
    return transaction.inGate(sql -> create(sql, token, hash));
  }

  @Override
  public boolean hasPassed(Instant time) {
    return transaction.sql(sql -> Micros.of(time) <= sql.number("SELECT {now}"));
  }

  private AccessToken create(Sql sql, NewToken token, String hash) throws SQLException {
    requireFree(sql, token.name());
    requireRoom(sql);
    long now = sql.number("SELECT {now}");
    Long end = Micros.of(token.expiresAt().orElse(null));
    if (end != null && end <= now) {
      throw new InvalidRequestException(
          List.of(new Fault("/expiresAt", NewTokenDocument.END_RULE)));
    }
    sql.update(INSERT, token.name(), token.role(), hash, now, end);
    AccessToken created =
        new AccessToken(
            token.name(),
            token.role(),
            Micros.toInstant(now),
            Optional.ofNullable(Micros.toInstant(end)),
            Optional.empty());
    audit.add(
        sql, "createToken", "token", token.name(), JsonValue.EMPTY_JSON_OBJECT, told(created));
    return created;
  }

  /** What the audit tells of one. */
  private static JsonObject told(AccessToken token) {
    JsonObjectBuilder told = Json.createObjectBuilder().add("role", token.role());
    token.expiresAt().ifPresent(end -> told.add("expiresAt", end.toString()));
    return told.build();
  }

  private static void requireFree(Sql sql, String name) throws SQLException {
    if (name.equals(Caller.APPLICATION) || name.equals(Caller.ANONYMOUS)) {
      throw new TokenConflictException("The audit calls by that name who has no token");
    }
    if (isConfigured(name)) {
      throw new TokenConflictException("The token of that name is one of the settings");
    }
    if (sql.number("SELECT COUNT(*) FROM execution_token WHERE name = ?", name) > 0) {
      throw new TokenConflictException("There is a token of that name");
    }
    if (sql.number(IN_AUDIT, name, name) > 0) {
      throw new TokenConflictException("The audit still tells of a token of that name");
    }
  }

  /** What has expired takes up no room; {@link OldTokens} would remove it later. */
  private static void requireRoom(Sql sql) throws SQLException {
    if (isFull(sql)) {
      sql.update(REMOVE_SESSIONS_OF_EXPIRED);
      sql.update(REMOVE_EXPIRED);
    }
    if (isFull(sql)) {
      throw new TokenConflictException("There are %d tokens; no more are kept".formatted(MOST));
    }
  }

  private static boolean isFull(Sql sql) throws SQLException {
    return sql.number("SELECT COUNT(*) FROM execution_token") >= MOST;
  }

  @Override
  public void remove(String name) {
    transaction.inGate(
        sql -> {
          AccessToken removed =
              sql.first(FIND, AccessTokenRows::token, name)
                  .orElseThrow(TokenNotFoundException::new);
          boolean lasts = removed.role().equals("admin") && removed.expiresAt().isEmpty();
          if (isConfigured(name)) {
            throw new TokenConflictException("The settings of the nodes give this token");
          }
          if (lasts && sql.number(OTHER_ADMINS, name) == 0) {
            throw new TokenConflictException(
                "No other token of an administrator lasts; make one first");
          }
          audit.add(sql, "removeToken", "token", name, told(removed), JsonValue.EMPTY_JSON_OBJECT);
          sql.update("DELETE FROM execution_session WHERE token = ?", name);
          return sql.update("DELETE FROM execution_token WHERE name = ?", name);
        });
  }

  @Override
  public void use(String name) {
    transaction.joinOrAutocommit(sql -> sql.update(USE, name));
  }

  private static boolean isConfigured(String name) {
    return Stream.of(Role.values()).anyMatch(role -> role.jsonName().equals(name));
  }

  private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Micros.toInstant(micros));
  }
}
