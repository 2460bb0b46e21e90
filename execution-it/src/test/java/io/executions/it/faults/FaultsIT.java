package io.executions.it.faults;

import io.executions.testing.MariaDbServer;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Three nodes on one MariaDB server. */
@EnabledIfSystemProperty(named = "fault.database", matches = "mariadb|all")
class FaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase(Path home) {
    return new SingleDatabase(MariaDbServer.ownOf("11.4.5"));
  }
}
