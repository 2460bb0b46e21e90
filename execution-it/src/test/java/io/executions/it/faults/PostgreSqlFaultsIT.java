package io.executions.it.faults;

import io.executions.testing.PostgreSqlServer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Three nodes on one PostgreSQL server. */
@EnabledIfSystemProperty(named = "fault.database", matches = "postgresql|all")
class PostgreSqlFaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase() {
    return new SingleDatabase(PostgreSqlServer.own());
  }
}
