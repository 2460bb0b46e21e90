package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.Snapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What was seen last, which is gone by for a while where it is known what is to be done. */
final class LastSnapshot {
  /** How long, while runs end all the time. */
  private static final Duration HOLDS = Duration.ofMillis(20);

  /** How long at most for what was created here: beats, and what others ask for, are seen then. */
  private static final Duration MOST = Duration.ofSeconds(1);

  private final Duration most;
  private Snapshot snapshot;
  private long at;

  LastSnapshot(Settings settings) {
    Duration beat = settings.lease().dividedBy(3);
    this.most = Collections.min(List.of(MOST, beat, settings.pollInterval()));
  }

  /**
   * Returns what to go by instead of another look, if that will do.
   *
   * @param ended whether runs have ended, so that there is room for others
   */
  Optional<Snapshot> instead(Cause cause, boolean ended, long now) {
    Duration since = Duration.ofNanos(now - at);
    if (snapshot == null
        || snapshot.promotable()
        || snapshot.orphans()
        || since.compareTo(holds(cause)) >= 0) {
      return Optional.empty();
    }
    return Optional.of(snapshot.later(since, cause == Cause.CREATION || ended))
        .filter(later -> later.nextDueInMicros().orElse(1) > 0);
  }

  /** Whether what was created here may be claimed, the gate knows anyway. */
  private Duration holds(Cause cause) {
    return switch (cause) {
      case END -> HOLDS;
      case CREATION -> snapshot.paused() ? HOLDS : most;
      case ANYTHING -> Duration.ZERO;
    };
  }

  void saw(Snapshot seen, long now) {
    snapshot = seen;
    at = now;
  }

  void forget() {
    snapshot = null;
  }

  /** Returns whether that one was taken just now. */
  boolean is(Snapshot other) {
    return snapshot == other;
  }
}
