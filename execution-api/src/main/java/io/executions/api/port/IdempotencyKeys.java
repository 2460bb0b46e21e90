package io.executions.api.port;

import io.executions.api.CreationResults;
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
   * @param results the executions, in the order given, and which of them were there already
   * @param replaced whether the only one was there already, and was changed
   */
  record Creation(String requestHash, CreationResults results, boolean replaced) {
    /** Makes one that created all of these. */
    public Creation(String requestHash, List<Long> ids) {
      this(requestHash, new CreationResults(ids, List.of()), false);
    }
  }

  /** Returns what was created under that key within 24 hours, or empty. */
  Optional<Creation> find(String caller, String key);

  /**
   * Remembers a creation, in the caller's JTA transaction, so that both are committed or neither.
   * Waits for a transaction that is about to remember the same key, a second or two at most.
   *
   * @throws KeyTakenException if the key is taken now: roll back, then {@link #find} tells by what
   * @throws IdempotencyKeyBusyException if another transaction holds the key for too long: roll
   *     back
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
  class IdempotencyKeyBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public IdempotencyKeyBusyException(Throwable cause) {
      super("The idempotency key is in use by a request that has not ended", cause);
    }
  }
}
