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

  /** Returns the settings after this change. */
  public ClusterSettings applyTo(ClusterSettings settings) {
    return new ClusterSettings(
        maxConcurrentExecutions.orElse(settings.maxConcurrentExecutions()),
        paused.orElse(settings.paused()),
        retention.orElse(settings.retention()));
  }
}
