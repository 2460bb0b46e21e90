package io.executions.it.faults;

import io.executions.testing.PostgreSqlServer;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Three nodes on one PostgreSQL server. */
@EnabledIfSystemProperty(named = "fault.database", matches = "postgresql|all")
class PostgreSqlFaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase(Path home) {
    return new SingleDatabase(PostgreSqlServer.own());
  }
}
