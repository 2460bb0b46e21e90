package io.executions.it.history;

import java.util.List;

/**
 * What the handlers of one node wrote down.
 *
 * @param absences when the node was away, ascending
 * @param stalls when it stood still or waited in vain, whether it was declared dead for that or
 *     not: what it had claimed before may have started after
 */
public record NodeHistory(
    String node, List<HistoryEntry> entries, List<Absence> absences, List<Absence> stalls) {
  /** A history without stalls. */
  public NodeHistory(String node, List<HistoryEntry> entries, List<Absence> absences) {
    this(node, entries, absences, List.of());
  }
}
