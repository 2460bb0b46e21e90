package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.Snapshot;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The last snapshot. It serves again for a short while where it is known what is to be done. */
final class LastSnapshot {
  /** How long it serves while runs end all the time. */
  private static final Duration HOLDS = Duration.ofMillis(50);

  /**
   * How long it serves for what was created here. Later, only a look tells of beats and of what
   * others ask for.
   */
  private static final Duration MOST = Duration.ofSeconds(1);

  private final Duration most;
  private Snapshot snapshot;
  private long at;

  LastSnapshot(Settings settings) {
    Duration beat = settings.lease().dividedBy(3);
    this.most = Collections.min(List.of(MOST, beat, settings.pollInterval()));
  }

  /**
   * Returns a snapshot that serves in place of another look, if there is one.
   *
   * @param ended whether runs have ended, so that there is room for others
   */
  Optional<Snapshot> instead(Cause cause, boolean ended, long now) {
    Duration since = Duration.ofNanos(now - at);
    if (snapshot == null
        || snapshot.promotable()
        || snapshot.schedulesDue()
        || snapshot.orphans()
        || since.compareTo(holds(cause)) >= 0) {
      return Optional.empty();
    }
    return Optional.of(snapshot.later(since, cause == Cause.CREATION || ended))
        .filter(later -> later.nextDueInMicros().orElse(1) > 0);
  }

  /** The gate finds out anyway whether what was created here may be claimed. */
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
