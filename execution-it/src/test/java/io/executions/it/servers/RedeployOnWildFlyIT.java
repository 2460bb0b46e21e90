package io.executions.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
@DisabledIfSystemProperty(named = "fault.database", matches = "mariadb|galera")
class RedeployOnWildFlyIT extends RedeployContract {
  @Override
  ApplicationServer server(Path installations, Path home) throws IOException {
    return new WildFlyServer(
        installations.resolve("wildfly-" + System.getProperty("wildfly.version")), home);
  }

  @Override
  String dataSource() {
    return "java:jboss/datasources/Executions";
  }

  @Override
  String classLoader() {
    return "org\\.jboss\\.modules\\.ModuleClassLoader";
  }

  @Override
  String timer() {
    return "org\\.jboss\\.as\\.ejb3\\.timerservice\\.(CalendarTimer|TimerImpl)";
  }
}
