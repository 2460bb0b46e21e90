package io.executions.web.security;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
import io.executions.api.port.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions kept in memory, which can be away like a database. */
final class MemorySessions implements Sessions {
  static final Instant END = Instant.parse("2030-01-31T20:00:00Z");

  private final Map<String, Session> byHash = new HashMap<>();
  private boolean away;
  private int readings;

  @Override
  public String clusterId() {
    return "0123456789ab";
  }

  @Override
  public synchronized Optional<Session> start(
      String hash, String token, String tokenHash, Duration length) {
    requireThere();
    byHash.put(
        hash, new Session(token, Role.valueOf(token.toUpperCase()), END, Duration.ofHours(12)));
    return Optional.of(byHash.get(hash));
  }

  @Override
  public synchronized Optional<Session> find(String hash) {
    readings++;
    requireThere();
    return Optional.ofNullable(byHash.get(hash));
  }

  @Override
  public synchronized void end(String hash) {
    requireThere();
    byHash.remove(hash);
  }

  MemorySessions with(Role role, String secret) {
    start(SecretHash.of(secret), role.jsonName(), "", Duration.ofHours(12));
    return this;
  }

  synchronized void setAway(boolean away) {
    this.away = away;
  }

  synchronized int readings() {
    return readings;
  }

  private void requireThere() {
    if (away) {
      throw new ServiceUnavailableException("The database is away", null);
    }
  }
}
