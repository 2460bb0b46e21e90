package io.executions.bench;

import java.util.Locale;
import java.util.function.Supplier;

/** Which database is measured on. */
enum DatabaseKind {
  MARIADB(MariaDb::new),
  POSTGRESQL(PostgreSql::new);

  private final Supplier<Database> server;

  DatabaseKind(Supplier<Database> server) {
    this.server = server;
  }

  /** Starts a server. */
  Database start() {
    return server.get();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
