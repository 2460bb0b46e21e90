package io.executions.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara-server")
@DisabledIfSystemProperty(named = "fault.database", matches = "postgresql|galera")
class RedeployOnPayaraServerIT extends RedeployContract {
  @Override
  ApplicationServer server(Path installations, Path home) throws IOException {
    return new PayaraServer(installations.resolve("payara6"), home);
  }

  @Override
  String dataSource() {
    return "jdbc/executions";
  }

  @Override
  String classLoader() {
    return "org\\.glassfish\\.web\\.loader\\.WebappClassLoader";
  }

  @Override
  String timer() {
    return "com\\.sun\\.ejb\\.containers\\.RuntimeTimerState";
  }
}
