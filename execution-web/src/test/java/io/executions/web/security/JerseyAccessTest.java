package io.executions.web.security;

import org.junit.jupiter.api.Nested;

class JerseyAccessTest {
  @Nested
  class Tokens extends TokenAccessContract {
    Tokens() {
      super(RestImplementation.JERSEY);
    }
  }

  @Nested
  class Sessions extends SessionAccessContract {
    Sessions() {
      super(RestImplementation.JERSEY);
    }
  }
}
