package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * An access token to be made. Immutable.
 *
 * @param name tells it from others: matches {@code [a-z][a-z0-9._-]{0,99}}
 * @param role {@code viewer}, {@code operator} or {@code admin}
 * @param expiresAt until when it is taken; empty for ever
 */
public record NewToken(String name, String role, Optional<Instant> expiresAt) {}
