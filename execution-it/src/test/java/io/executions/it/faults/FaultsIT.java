package io.executions.it.faults;

import io.executions.testing.MariaDbServer;

/** Three nodes on one MariaDB server. */
class FaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase() {
    return new SingleDatabase(MariaDbServer.ownOf("11.4.5"));
  }
}
