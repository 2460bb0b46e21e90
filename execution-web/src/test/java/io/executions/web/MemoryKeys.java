package io.executions.web;

import io.executions.api.IdempotencyKeys;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Idempotency keys without a database. */
class MemoryKeys implements IdempotencyKeys {
  private final Map<String, Creation> creations = new ConcurrentHashMap<>();

  @Override
  public Optional<Creation> find(String caller, String key) {
    return Optional.ofNullable(creations.get(caller + " " + key));
  }

  @Override
  public void remember(String caller, String key, Creation creation) {
    if (creations.putIfAbsent(caller + " " + key, creation) != null) {
      throw new KeyTakenException(null);
    }
  }
}
