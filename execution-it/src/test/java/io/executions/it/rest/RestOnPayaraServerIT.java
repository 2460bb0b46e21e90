package io.executions.it.rest;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Its persistence and threads are those of the runnable JAR, which passes the rest. */
@Order(HttpSuite.FIRST)
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "payara-server")
class RestOnPayaraServerIT extends HttpSuite {
  /** It welcomes whoever asks for its root, as it understands an address that is none. */
  @Override
  public boolean isPageOfServer(String answer) {
    return answer.contains("<title>Payara Server");
  }
}
