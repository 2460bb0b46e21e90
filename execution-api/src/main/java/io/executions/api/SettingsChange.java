package io.executions.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A change of {@link ClusterSettings}: what is empty stays as it is.
 *
 * @param maxConcurrentExecutions the new limit
 * @param paused whether claims stop
 * @param retention the new retention; an empty inner value keeps all
 */
public record SettingsChange(
    Optional<Integer> maxConcurrentExecutions,
    Optional<Boolean> paused,
    Optional<Optional<Duration>> retention) {

  /** Returns a change that leaves all as it is, to go on from. */
  public static SettingsChange none() {
    return new SettingsChange(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns a copy with that limit, 1 to {@link ClusterSettings#MAX_LIMIT}. */
  public SettingsChange withMaxConcurrentExecutions(int limit) {
    return new SettingsChange(Optional.of(limit), paused, retention);
  }

  /** Returns a copy that stops claims, or lets them go on. */
  public SettingsChange withPaused(boolean pause) {
    return new SettingsChange(maxConcurrentExecutions, Optional.of(pause), retention);
  }

  /** Returns a copy that keeps ended executions for so long. */
  public SettingsChange withRetention(Duration kept) {
    return new SettingsChange(maxConcurrentExecutions, paused, Optional.of(Optional.of(kept)));
  }

  /** Returns a copy that keeps all ended executions. */
  public SettingsChange withoutRetention() {
    return new SettingsChange(maxConcurrentExecutions, paused, Optional.of(Optional.empty()));
  }

  /** Returns the settings after this change. */
  public ClusterSettings applyTo(ClusterSettings settings) {
    return new ClusterSettings(
        maxConcurrentExecutions.orElse(settings.maxConcurrentExecutions()),
        paused.orElse(settings.paused()),
        retention.orElse(settings.retention()));
  }
}
