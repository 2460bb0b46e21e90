package io.executions.it.faults;

import io.executions.testing.PostgreSqlServer;

/** Three nodes on one PostgreSQL server. */
class PostgreSqlFaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase() {
    return new SingleDatabase(PostgreSqlServer.own());
  }
}
