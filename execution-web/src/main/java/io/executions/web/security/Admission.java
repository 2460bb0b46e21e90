package io.executions.web.security;

import io.executions.api.ServiceUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Finds out who asks. A wrong secret costs its address time. Thread-safe. */
@ApplicationScoped
class Admission {
  private final FailedTries failedTries;

  /** For the container's proxy. */
  protected Admission() {
    this(null);
  }

  @Inject
  Admission(FailedTries failedTries) {
    this.failedTries = failedTries;
  }

  /**
   * Returns who has that secret.
   *
   * @param address as {@link ClientAddress} names it
   * @param secret empty for a malformed one, which is as much work as a wrong one
   * @throws RefusedException if it is wrong, or cannot be looked at now
   */
  TokenBearer admit(String address, Optional<String> secret, Credentials known) {
    // A guesser must not shut out, from one address, those who have been let in before.
    boolean usedLately = secret.map(known::usedLately).orElse(false);
    if (!failedTries.admits(address) && !usedLately) {
      throw new RefusedException(Refusal.TOO_MANY_FAILED_TRIES);
    }
    Optional<TokenBearer> bearer = bearer(secret, known);
    if (bearer.isEmpty()) {
      boolean delayed = failedTries.fail(address);
      throw new RefusedException(delayed ? Refusal.NO_VALID_TOKEN : Refusal.TOO_MANY_FAILED_TRIES);
    }
    if (!failedTries.admits(address) && !usedLately) {
      // It became full meanwhile: a right token must not be told from a wrong one then.
      throw new RefusedException(Refusal.TOO_MANY_FAILED_TRIES);
    }
    return bearer.get();
  }

  private static Optional<TokenBearer> bearer(Optional<String> secret, Credentials known) {
    try {
      return known.bearerOf(secret.orElse("")).filter(bearer -> secret.isPresent());
    } catch (ServiceUnavailableException e) {
      throw new RefusedException(Refusal.TOKENS_UNKNOWN);
    }
  }
}
