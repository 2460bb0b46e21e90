package io.executions.it.rest;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@Order(HttpSuite.FIRST)
@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class RestOnWildFlyIT extends RestSuite {
  @Override
  public boolean isPageOfServer(String answer) {
    return answer.endsWith("<body>404 - Not Found</body></html>");
  }

  /** Its limit is a mebibyte. */
  @Override
  public int tooLongForAHeader() {
    return 1_100_000;
  }
}
