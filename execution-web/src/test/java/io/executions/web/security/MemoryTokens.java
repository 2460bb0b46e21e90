package io.executions.web.security;

import io.executions.api.AccessToken;
import io.executions.api.NewToken;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.AccessTokens;
import io.executions.api.port.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tokens kept in memory, which can be away like a database. */
final class MemoryTokens implements AccessTokens {
  static final Instant END = Instant.parse("2030-01-31T08:00:00Z");

  private final Map<String, Known> byName = new TreeMap<>();
  private final List<String> uses = new ArrayList<>();
  private boolean away;
  private int readings;

  @Override
  public synchronized List<Known> known() {
    readings++;
    requireThere();
    return List.copyOf(byName.values());
  }

  @Override
  public List<AccessToken> list() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasPassed(Instant time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public AccessToken create(NewToken token, String hash) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void remove(String name) {
    byName.remove(name);
  }

  @Override
  public synchronized void use(String name) {
    requireThere();
    uses.add(name);
  }

  /** Adds the token of a role, in place of the one before. */
  MemoryTokens with(Role role, String token) {
    return with(role.jsonName(), role, token, Optional.empty());
  }

  /** Adds a token that holds for so long, if that is given. */
  synchronized MemoryTokens with(String name, Role role, String token, Optional<Duration> left) {
    byName.put(name, new Known(SecretHash.of(token), name, role, left.map(any -> END), left));
    return this;
  }

  synchronized void setAway(boolean away) {
    this.away = away;
  }

  synchronized int readings() {
    return readings;
  }

  synchronized List<String> uses() {
    return List.copyOf(uses);
  }

  private void requireThere() {
    if (away) {
      throw new ServiceUnavailableException("The database is away", null);
    }
  }
}
