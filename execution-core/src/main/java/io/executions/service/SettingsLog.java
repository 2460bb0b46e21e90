package io.executions.service;

import io.executions.api.ClusterSettings;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the log who changed what holds for all nodes. To be called after the commit. */
final class SettingsLog {
  private static final System.Logger LOG = System.getLogger(SettingsLog.class.getName());

  private SettingsLog() {}

  /** Tells it in one line, if anything changed. */
  static void changed(ClusterSettings before, ClusterSettings after, String by) {
    List<String> changes = new ArrayList<>();
    add(
        changes,
        "maxConcurrentExecutions",
        before.maxConcurrentExecutions(),
        after.maxConcurrentExecutions());
    add(changes, "paused", before.paused(), after.paused());
    add(changes, "retention", text(before.retention()), text(after.retention()));
    if (!changes.isEmpty()) {
      LOG.log(Level.INFO, "Settings changed by {0}: {1}", by, String.join(", ", changes));
    }
  }

  private static void add(List<String> changes, String field, Object before, Object after) {
    if (!before.equals(after)) {
      changes.add("%s %s -> %s".formatted(field, before, after));
    }
  }

  /** In days, where it is whole days, as people give it. */
  private static String text(Optional<Duration> retention) {
    return retention
        .map(
            kept ->
                kept.isZero() || !kept.equals(Duration.ofDays(kept.toDays()))
                    ? kept.toString()
                    : "P" + kept.toDays() + "D")
        .orElse("none");
  }
}
