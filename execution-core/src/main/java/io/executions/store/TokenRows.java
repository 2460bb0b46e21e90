package io.executions.store;

import io.executions.api.port.Role;
import io.executions.api.port.Tokens;
import io.executions.database.Sql;
import io.executions.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** The access tokens, as rows of hashes. Changes take turns at the gate. */
@ApplicationScoped
class TokenRows implements Tokens {
  private final Transaction transaction;

  /** For the proxy only. */
  protected TokenRows() {
    this(null);
  }

  @Inject
  TokenRows(Transaction transaction) {
    this.transaction = transaction;
  }

  @Override
  public Map<Role, String> hashes() {
    Map<Role, String> hashes = new EnumMap<>(Role.class);
    transaction.sql(
        sql ->
            sql.list(
                "SELECT role, hash FROM execution_token WHERE name = role",
                row ->
                    hashes.put(
                        Role.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getString(2))));
    return hashes;
  }

  @Override
  public void replace(Role role, String hash) {
    transaction.inGate(
        sql -> {
          // A token that is given at each start is the same one: it keeps when it was created and
          // used.
          boolean same =
              sql.number(
                      "SELECT COUNT(*) FROM execution_token WHERE name = ? AND hash = ?",
                      role.jsonName(),
                      hash)
                  > 0;
          if (!same) {
            delete(sql, role);
            insert(sql, role, hash);
          }
          return same;
        });
  }

  @Override
  public void remove(Role role) {
    transaction.inGate(sql -> delete(sql, role));
  }

  @Override
  public boolean storeIfAbsent(Role role, String hash) {
    return transaction.inGate(
        sql -> {
          boolean there =
              sql.first(
                      "SELECT name FROM execution_token WHERE name = ?",
                      row -> true,
                      role.jsonName())
                  .isPresent();
          return !there && insert(sql, role, hash);
        });
  }

  /** With its sessions: they must not hold again when the same token comes back. */
  private static int delete(Sql sql, Role role) throws SQLException {
    sql.update("DELETE FROM execution_session WHERE token = ?", role.jsonName());
    return sql.update("DELETE FROM execution_token WHERE name = ?", role.jsonName());
  }

  private static boolean insert(Sql sql, Role role, String hash) throws SQLException {
    return 1
        == sql.update(
            """
            INSERT INTO execution_token (name, role, hash, created_at) VALUES (?, ?, ?, {now})
            """,
            role.jsonName(),
            role.jsonName(),
            hash);
  }
}
