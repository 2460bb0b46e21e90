package io.executions.web.security;

import java.util.Optional;

/** A kind of secret by which the service knows who asks. */
interface Credentials {
  /**
   * Returns who has that secret, or empty for a wrong one.
   *
   * @throws io.executions.api.ServiceUnavailableException if that cannot be told now
   */
  Optional<TokenBearer> bearerOf(String secret);

  /** Returns whether that secret was found right within the last hour. */
  boolean usedLately(String secret);
}
