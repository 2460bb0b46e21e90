package io.executions.it.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges what handlers wrote down, knowing nothing of the database: nothing is lost, nothing runs
 * twice, and never do more run than the limit allows. A run whose process was killed ends there.
 */
final class HistoryJudge {
  private record Key(long id, int attempt) {}

  /** One attempt; {@code until} is its own end or that of its process. */
  private record Run(Key key, long from, long until, boolean ended) {}

  private final List<Outage> outages;
  private final List<String> breaches = new ArrayList<>();
  private final Map<Key, Long> starts = new HashMap<>();
  private final Map<Key, Long> ends = new HashMap<>();

  /**
   * What came out.
   *
   * @param breaches each broken rule in words; empty if all held
   * @param runs how many attempts were started
   * @param interrupted how many of them did not end by themselves
   * @param mostRunning the most that ran at one time
   */
  record Judgement(List<String> breaches, int runs, int interrupted, int mostRunning) {}

  private HistoryJudge(List<Outage> outages) {
    this.outages = outages;
  }

  /**
   * Judges a history.
   *
   * @param outages when the service was down, ascending
   * @param acknowledged executions that must have ended
   */
  static Judgement judge(
      List<HistoryEntry> entries, List<Outage> outages, int limit, Collection<Long> acknowledged) {
    HistoryJudge judge = new HistoryJudge(outages);
    entries.forEach(judge::note);
    List<Run> runs = judge.runs();
    judge.findLost(runs, acknowledged);
    judge.findOverlaps(runs);
    int most = judge.mostRunning(runs, limit);
    int interrupted = (int) runs.stream().filter(run -> !run.ended()).count();
    return new Judgement(List.copyOf(judge.breaches), runs.size(), interrupted, most);
  }

  private void note(HistoryEntry entry) {
    Key key = new Key(entry.id(), entry.attempt());
    if ((entry.end() ? ends : starts).putIfAbsent(key, entry.nanos()) != null) {
      breach("%s %s twice", key, entry.end() ? "ended" : "started");
    }
  }

  private List<Run> runs() {
    ends.keySet().stream()
        .filter(key -> !starts.containsKey(key))
        .forEach(key -> breach("%s ended without a start", key));
    List<Run> runs = new ArrayList<>();
    starts.forEach((key, from) -> runs.add(run(key, from)));
    runs.sort(Comparator.comparingLong(Run::from));
    return runs;
  }

  private Run run(Key key, long from) {
    Long end = ends.get(key);
    Outage outage = outages.stream().filter(each -> each.to() > from).findFirst().orElse(null);
    if (outage == null) {
      if (end == null) {
        breach("%s never ended", key);
      }
      return new Run(key, from, end == null ? Long.MAX_VALUE : end, end != null);
    }
    if (end != null && end >= outage.to()) {
      breach("%s ran on after its process was killed", key);
    }
    boolean ended = end != null && end < outage.from();
    return new Run(key, from, Math.max(from, ended ? end : outage.from()), ended);
  }

  private void findLost(List<Run> runs, Collection<Long> acknowledged) {
    Set<Long> ended = new HashSet<>();
    runs.stream().filter(Run::ended).forEach(run -> ended.add(run.key().id()));
    acknowledged.stream()
        .filter(id -> !ended.contains(id))
        .forEach(id -> breach("Execution %d was acknowledged and never ran to its end", id));
  }

  private void findOverlaps(List<Run> runs) {
    Map<Long, Run> last = new HashMap<>();
    for (Run run : runs) {
      Run before = last.put(run.key().id(), run);
      if (before != null && before.key().attempt() >= run.key().attempt()) {
        breach("%s started after %s", run.key(), before.key());
      }
      if (before != null && before.until() > run.from()) {
        breach("%s started while %s ran", run.key(), before.key());
      }
    }
  }

  private int mostRunning(List<Run> runs, int limit) {
    Map<Long, Integer> changes = new TreeMap<>();
    for (Run run : runs) {
      if (run.until() > run.from()) {
        changes.merge(run.from(), 1, Integer::sum);
        changes.merge(run.until(), -1, Integer::sum);
      }
    }
    int running = 0;
    int most = 0;
    for (var change : changes.entrySet()) {
      running += change.getValue();
      most = Math.max(most, running);
      if (running > limit) {
        breach("%d ran at %d, the limit was %d", running, change.getKey(), limit);
      }
    }
    return most;
  }

  private void breach(String format, Object... values) {
    breaches.add(format.formatted(values));
  }
}
