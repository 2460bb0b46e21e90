package io.executions.it.faults;

import io.executions.testing.DatabaseServer;
import java.util.List;

/** The database of a cluster: one server, or several that hold the same data. */
interface ServiceDatabase extends AutoCloseable {
  /** Returns its servers. */
  List<DatabaseServer> servers();

  /** Returns the server that a node of the service uses; nodes are numbered from 1. */
  default DatabaseServer serverOf(int node) {
    return servers().get((node - 1) % servers().size());
  }

  /**
   * Returns the JDBC URL, by way of that port, of an empty database that the service and the test
   * may fill; always the same one.
   */
  String url(int port);

  /** Ends all servers. */
  @Override
  void close();
}
