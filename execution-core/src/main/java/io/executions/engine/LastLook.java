package io.executions.engine;

import io.executions.store.Look;
import java.time.Duration;
import java.util.Optional;

/** What was seen last, which is gone by for a while where it is known what is to be done. */
final class LastLook {
  /** How long, while runs end all the time. */
  private static final Duration HOLDS = Duration.ofMillis(20);

  private final Duration pollInterval;
  private Look look;
  private long at;

  LastLook(Duration pollInterval) {
    this.pollInterval = pollInterval;
  }

  /**
   * Returns what to go by instead of another look, if that will do.
   *
   * @param ended whether runs have ended, so that there is room for others
   */
  Optional<Look> instead(Cause cause, boolean ended, long now) {
    Duration since = Duration.ofNanos(now - at);
    if (look == null || since.compareTo(holds(cause)) >= 0) {
      return Optional.empty();
    }
    return Optional.of(look.later(since, cause == Cause.CREATION || ended))
        .filter(later -> later.nextDueInMicros().orElse(1) > 0);
  }

  /** Whether what was created here may be claimed, the gate knows anyway. */
  private Duration holds(Cause cause) {
    return switch (cause) {
      case END -> HOLDS;
      case CREATION -> look.paused() ? HOLDS : pollInterval;
      case ANYTHING -> Duration.ZERO;
    };
  }

  void saw(Look newLook, long now) {
    look = newLook;
    at = now;
  }

  void forget() {
    look = null;
  }

  /** Returns whether that one was taken just now. */
  boolean is(Look other) {
    return look == other;
  }
}
