package io.executions.api;

import java.time.Duration;
import java.util.Optional;

/**
 * By which key an execution is the only one of its type. How long it has the key is said at its own
 * creation, and what becomes of a later creation with that key, at that one.
 *
 * @param key 1 to {@value #LONGEST_KEY} characters, none of them 0; compared by its bytes
 * @param period how long it has the key, counted from its creation, whatever becomes of it: {@link
 *     #SHORTEST} to {@link #LONGEST}; empty for as long as it is pending or running
 * @param onDuplicate what this creation comes to while another execution has the key
 */
public record Unique(String key, Optional<Duration> period, OnDuplicate onDuplicate) {
  /** The longest key, in characters. */
  public static final int LONGEST_KEY = 255;

  /** The shortest period. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** The longest period. */
  public static final Duration LONGEST = Duration.ofDays(365);

  /** Returns a key that it has as long as it is pending or running. */
  public static Unique whileUnfinished(String key) {
    return new Unique(key, Optional.empty(), OnDuplicate.EXISTING);
  }

  /** Returns a key that it has for so long, whatever becomes of it. */
  public static Unique during(Duration period, String key) {
    return new Unique(key, Optional.of(period), OnDuplicate.EXISTING);
  }

  /** Returns a copy whose creation comes to that while another execution has the key. */
  public Unique orElse(OnDuplicate newOnDuplicate) {
    return new Unique(key, period, newOnDuplicate);
  }
}
