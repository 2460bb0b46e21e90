package io.executions.it.rest;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "arquillian.launch", matches = "wildfly")
class RestOnWildFlyIT extends RestSuite {
  @Override
  public boolean serverHasPages() {
    return true;
  }

  /** Its limit is a mebibyte. */
  @Override
  public int tooLongForAHeader() {
    return 1_100_000;
  }
}
