package io.executions.it.faults;

import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Three nodes, each on its own server of a Galera cluster of three. */
@EnabledIfSystemProperty(named = "fault.database", matches = "galera|all")
class GaleraFaultsIT extends FaultContract {
  @Override
  ServiceDatabase startDatabase(Path home) {
    return new Galera(home);
  }
}
