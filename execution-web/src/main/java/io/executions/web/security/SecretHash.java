package io.executions.web.security;

import io.executions.api.port.Sha256;
import java.nio.charset.StandardCharsets;

/** All that is ever kept of a token or of a session's secret. */
final class SecretHash {
  private SecretHash() {}

  static String of(String secret) {
    return Sha256.hex(secret.getBytes(StandardCharsets.UTF_8));
  }
}
