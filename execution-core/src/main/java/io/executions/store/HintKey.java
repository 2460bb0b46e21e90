package io.executions.store;

import io.executions.database.Sql;
import io.executions.settings.Secret;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/** The cluster's key for the hints that its nodes send each other. */
final class HintKey {
  private static final int BYTES = 32;

  private HintKey() {}

  /** Returns it, made by who first asks. Only behind the gate. */
  static Secret of(Sql sql) throws SQLException {
    Optional<Secret> key = read(sql);
    if (key.isEmpty()) {
      key = Optional.of(random());
      sql.update("INSERT INTO execution_hint_key (id, hint_key) VALUES (1, ?)", key.get().value());
    }
    return key.get();
  }

  private static Optional<Secret> read(Sql sql) throws SQLException {
    return sql.first(
        "SELECT hint_key FROM execution_hint_key WHERE id = 1",
        row -> new Secret(row.getString(1)));
  }

  private static Secret random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(HexFormat.of().formatHex(bytes));
  }
}
