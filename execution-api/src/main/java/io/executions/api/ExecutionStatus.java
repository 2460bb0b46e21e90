package io.executions.api;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where an execution stands in its life, and which moves are legal from there.
 *
 * <pre>
 * create -> PENDING -- claim --> RUNNING -- handler returned ---------> COMPLETED
 *           ^  |  ^                 |  |
 *           |  |  +--- attempts left, interrupted, released
 *           |  |                    |  +-- no attempt left -----------> FAILED
 *           |  +-- its row is damaged: it cannot be claimed -----------> FAILED
 *           |  +-- cancel ----------+----- cancel seen by the node ---> CANCELLED
 *           +----- a person's retry ------------------ FAILED, CANCELLED
 * </pre>
 *
 * <p>The lower-case name ({@link #jsonName()}) is used in JSON and in the database alike.
 */
public enum ExecutionStatus {
  /** Waits to be claimed: at once, at its {@code runAt}, or for the next attempt. */
  PENDING,
  /** Claimed by a node, whose handler runs or is about to. */
  RUNNING,
  /** The handler returned. Final. */
  COMPLETED,
  /**
   * The handler threw or timed out, and no attempt was left; or the row is damaged. Final until a
   * person retries it.
   */
  FAILED,
  /** Somebody cancelled it before it ended by itself. Final until a person retries it. */
  CANCELLED;

  /** Returns whether this status is an end: nothing happens any more by itself. */
  public boolean isFinal() {
    return this == COMPLETED || this == FAILED || this == CANCELLED;
  }

  /** Returns whether an execution may move from this status to {@code next}. */
  public boolean canBecome(ExecutionStatus next) {
    return successors().contains(next);
  }

  private Set<ExecutionStatus> successors() {
    return switch (this) {
      case PENDING -> EnumSet.of(RUNNING, CANCELLED, FAILED);
      case RUNNING -> EnumSet.of(COMPLETED, FAILED, CANCELLED, PENDING);
      case FAILED, CANCELLED -> EnumSet.of(PENDING);
      case COMPLETED -> EnumSet.noneOf(ExecutionStatus.class);
    };
  }

  /** Returns the name used in JSON and in the database: {@code pending}, {@code running}, ... */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the status of that JSON name, or empty when there is none (upper case is none). */
  public static Optional<ExecutionStatus> fromJsonName(String name) {
    for (ExecutionStatus status : values()) {
      if (status.jsonName().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
