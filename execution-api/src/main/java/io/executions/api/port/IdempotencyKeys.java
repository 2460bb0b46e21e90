package io.executions.api.port;

import java.util.List;
import java.util.Optional;

/**
 * Port: which creation was made under which {@code Idempotency-Key}. A key is kept for 24 hours,
 * whatever the retention, and belongs to the caller who gave it. Thread-safe.
 */
public interface IdempotencyKeys {
  /**
   * What was created under a key.
   *
   * @param requestHash tells this request from another under the same key
   * @param ids the executions it created, in the order given
   */
  record Creation(String requestHash, List<Long> ids) {}

  /** Returns what was created under that key within 24 hours, or empty. */
  Optional<Creation> find(String caller, String key);

  /**
   * Remembers a creation, in the caller's JTA transaction, so that both are committed or neither.
   * Waits for a transaction that is about to remember the same key, a second or two at most.
   *
   * @throws KeyTakenException if the key is taken now: roll back, then {@link #find} tells by what
   * @throws KeyBusyException if another transaction holds the key for too long: roll back
   */
  void remember(String caller, String key, Creation creation);

  /** Another request has used this key already. */
  class KeyTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public KeyTakenException(Throwable cause) {
      super("The idempotency key is taken", cause);
    }
  }

  /** Another request is using this key now and takes too long. */
  class KeyBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public KeyBusyException(Throwable cause) {
      super("The idempotency key is in use by a request that has not ended", cause);
    }
  }
}
