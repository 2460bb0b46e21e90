package io.executions.web.security;

import org.junit.jupiter.api.Nested;

class ResteasyAccessTest {
  @Nested
  class Tokens extends TokenAccessContract {
    Tokens() {
      super(RestImplementation.RESTEASY);
    }
  }

  @Nested
  class Sessions extends SessionAccessContract {
    Sessions() {
      super(RestImplementation.RESTEASY);
    }
  }
}
