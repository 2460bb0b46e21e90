package io.executions.it.process;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Whose turn it is among the databases. What takes long is tried on one of them in a run, as {@code
 * -Dfault.database} says, and on each where it says {@code all} or nothing. Galera has other tests:
 * in its turn comes the embedded database, or MariaDB where it must be a server.
 */
final class DatabaseTurn {
  private static final String TURN = System.getProperty("fault.database", "all");

  private DatabaseTurn() {}

  static Stream<DatabaseKind> databases() {
    return switch (TURN) {
      case "mariadb" -> Stream.of(DatabaseKind.MARIADB);
      case "postgresql" -> Stream.of(DatabaseKind.POSTGRESQL);
      case "galera" -> Stream.of(DatabaseKind.H2);
      default -> Arrays.stream(DatabaseKind.values());
    };
  }

  static Stream<ServerKind> servers() {
    return switch (TURN) {
      case "mariadb", "galera" -> Stream.of(ServerKind.MARIADB);
      case "postgresql" -> Stream.of(ServerKind.POSTGRESQL);
      default -> Arrays.stream(ServerKind.values());
    };
  }
}
