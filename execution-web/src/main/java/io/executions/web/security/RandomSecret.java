package io.executions.web.security;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes what nobody can guess. */
final class RandomSecret {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomSecret() {}

  /** Returns 43 characters that need no escape anywhere. */
  static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
