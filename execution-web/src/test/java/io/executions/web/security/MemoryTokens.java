package io.executions.web.security;

import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.Role;
import io.executions.api.port.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/** Tokens kept in memory, which can be away like a database. */
final class MemoryTokens implements Tokens {
  private final Map<Role, String> hashes = new EnumMap<>(Role.class);
  private boolean away;
  private int readings;

  @Override
  public synchronized Map<Role, String> hashes() {
    readings++;
    if (away) {
      throw new ServiceUnavailableException("The database is away", null);
    }
    return new EnumMap<>(hashes);
  }

  @Override
  public synchronized void replace(Role role, String hash) {
    hashes.put(role, hash);
  }

  @Override
  public synchronized void remove(Role role) {
    hashes.remove(role);
  }

  @Override
  public synchronized boolean storeIfAbsent(Role role, String hash) {
    return hashes.putIfAbsent(role, hash) == null;
  }

  MemoryTokens with(Role role, String token) {
    replace(role, hash(token));
    return this;
  }

  synchronized void setAway(boolean away) {
    this.away = away;
  }

  synchronized int readings() {
    return readings;
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
