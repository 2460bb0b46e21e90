package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * An access token, without the secret itself, which nobody is told again. Immutable.
 *
 * @param name tells it from others; {@code admin}, {@code operator} and {@code viewer} are those of
 *     the settings
 * @param role {@code viewer}, {@code operator} or {@code admin}
 * @param createdAt when it was made, or given in the settings
 * @param expiresAt until when it is taken; empty for ever
 * @param lastUsedAt the minute in which it was used last; empty if it never was
 */
public record AccessToken(
    String name,
    String role,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt) {}
