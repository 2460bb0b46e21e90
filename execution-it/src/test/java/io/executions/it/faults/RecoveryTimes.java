package io.executions.it.faults;

import io.executions.it.history.Absence;
import io.executions.it.history.HistoryEntry;
import io.executions.it.history.NodeHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long it took from the loss of a node until what it had run started again elsewhere. */
final class RecoveryTimes {
  private record Start(int attempt, String node) {}

  private final Map<Long, TreeMap<Long, Start>> starts = new HashMap<>();
  private final List<Long> millis = new ArrayList<>();

  private RecoveryTimes() {}

  /** Returns them in milliseconds, ascending. */
  static List<Long> of(List<NodeHistory> histories) {
    RecoveryTimes times = new RecoveryTimes();
    for (NodeHistory history : histories) {
      for (HistoryEntry entry : history.entries()) {
        if (entry.start()) {
          times
              .starts
              .computeIfAbsent(entry.id(), id -> new TreeMap<>())
              .put(entry.nanos(), new Start(entry.attempt(), history.node()));
        }
      }
    }
    for (NodeHistory history : histories) {
      history.absences().stream()
          .filter(absence -> absence.kind() != Absence.Kind.STOPPED)
          .forEach(absence -> times.note(history, absence));
    }
    times.millis.sort(null);
    return times.millis;
  }

  private void note(NodeHistory history, Absence absence) {
    Map<Long, Integer> running = new HashMap<>();
    for (HistoryEntry entry : history.entries()) {
      if (entry.nanos() < absence.from()) {
        if (entry.start()) {
          running.put(entry.id(), entry.attempt());
        } else {
          running.remove(entry.id());
        }
      }
    }
    running.forEach(
        (id, attempt) ->
            starts.get(id).tailMap(absence.from()).entrySet().stream()
                .filter(start -> start.getValue().attempt() > attempt)
                .findFirst()
                .filter(start -> !start.getValue().node().equals(history.node()))
                .ifPresent(start -> millis.add((start.getKey() - absence.from()) / 1_000_000)));
  }
}
