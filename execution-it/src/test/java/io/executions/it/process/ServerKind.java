package io.executions.it.process;

import io.executions.testing.MariaDbServer;
import io.executions.testing.PostgreSqlServer;
import io.executions.testing.SingleServer;
import java.nio.file.Path;

/** The database servers that the service lives with. */
enum ServerKind {
  /** MariaDB. */
  MARIADB {
    @Override
    SingleServer shared() {
      return MariaDbServer.of("10.11.5");
    }

    @Override
    SingleServer own() {
      return MariaDbServer.ownOf("10.11.5");
    }

    @Override
    SingleServer administered(Path directory) throws Exception {
      return MariaDbAdmin.startServer(directory);
    }

    @Override
    DatabaseAdmin admin(SingleServer server) throws Exception {
      return new MariaDbAdmin(server);
    }

    @Override
    DatabaseDisk diskUnder(SingleServer server, int megabytes) throws Exception {
      return DatabaseDisk.under((MariaDbServer) server, megabytes);
    }
  },
  /** PostgreSQL. */
  POSTGRESQL {
    @Override
    SingleServer shared() {
      return PostgreSqlServer.shared();
    }

    @Override
    SingleServer own() {
      return PostgreSqlServer.own();
    }

    @Override
    SingleServer administered(Path directory) throws Exception {
      return PostgreSqlAdmin.startServer();
    }

    @Override
    DatabaseAdmin admin(SingleServer server) throws Exception {
      return new PostgreSqlAdmin(server);
    }

    @Override
    DatabaseDisk diskUnder(SingleServer server, int megabytes) throws Exception {
      return DatabaseDisk.under((PostgreSqlServer) server, megabytes);
    }
  };

  /** Returns the server of all tests. */
  abstract SingleServer shared();

  /** Returns a new server that no other test uses. */
  abstract SingleServer own();

  /** Returns a new server that knows {@link DatabaseAdmin#USER}; its files are in the directory. */
  abstract SingleServer administered(Path directory) throws Exception;

  /** Connects to such a server; a killed one ends the connection. */
  abstract DatabaseAdmin admin(SingleServer server) throws Exception;

  /** Puts a new database of such a server on a small disk of its own. */
  abstract DatabaseDisk diskUnder(SingleServer server, int megabytes) throws Exception;
}
