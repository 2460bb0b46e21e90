package io.executions.it.process;

import io.executions.testing.MariaDbServer;
import io.executions.testing.PostgreSqlServer;

/** What an installation keeps its data in. */
enum DatabaseKind {
  /** H2, embedded: what comes without any setting. */
  H2 {
    @Override
    Installation use(Installation installation) {
      return installation;
    }
  },
  /** A database of its own on a MariaDB server that outlives the service. */
  MARIADB {
    @Override
    Installation use(Installation installation) {
      return installation.on(MariaDbServer.of("11.4.5"));
    }
  },
  /** The same on PostgreSQL. */
  POSTGRESQL {
    @Override
    Installation use(Installation installation) {
      return installation.on(PostgreSqlServer.shared());
    }
  };

  abstract Installation use(Installation installation);
}
