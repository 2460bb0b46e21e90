package io.executions.it.history;

import io.executions.it.history.Attempt.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges what the handlers of all nodes wrote down, knowing nothing of the database: nothing is
 * lost, nothing runs twice, no attempt overtakes an earlier one, and none starts while as many run
 * as the limit allows. An attempt whose process was killed ends there; one whose node fell silent
 * for so long that it was declared dead counts until that may have been, and must end all the same.
 */
public final class HistoryJudge {
  /** The most between a node's last look at its beats and the handler's first line. */
  private static final long LATE_START_NANOS = 1_000_000_000L;

  private final long leaseNanos;
  private final Map<String, NodeHistory> histories = new HashMap<>();
  private final Map<Key, Attempt> attempts = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();

  private HistoryJudge(Duration lease) {
    this.leaseNanos = lease.toNanos();
  }

  /**
   * Judges the history of a cluster.
   *
   * @param lease after how long a silent node is declared dead
   * @param finished executions that must have run to their end
   */
  public static Judgement judge(
      List<NodeHistory> histories, Limits limits, Duration lease, Collection<Long> finished) {
    return judge(histories, limits, List.of(), lease, finished);
  }

  /**
   * Does the same where some executions have limits of their own.
   *
   * @param bounds these limits
   */
  public static Judgement judge(
      List<NodeHistory> histories,
      Limits limits,
      List<Bound> bounds,
      Duration lease,
      Collection<Long> finished) {
    HistoryJudge judge = new HistoryJudge(lease);
    histories.forEach(judge::note);
    List<Attempt> attempts = judge.started();
    judge.findUnended(attempts);
    judge.findLost(attempts, finished);
    judge.findOverlaps(attempts);
    judge.findStartedWithoutABeat(attempts);
    LimitCheck check = new LimitCheck(limits, judge.leaseNanos, judge.histories);
    judge.breaches.addAll(check.breaches(attempts));
    bounds.forEach(bound -> judge.findAbove(bound, attempts));
    int interrupted = (int) attempts.stream().filter(each -> !endedInTime(each)).count();
    return new Judgement(
        List.copyOf(judge.breaches), attempts.size(), interrupted, check.mostByLimit());
  }

  /** Judges the history of a service that is one process, never silent, with one limit. */
  public static Judgement judge(
      List<HistoryEntry> entries, List<Absence> absences, int limit, Collection<Long> finished) {
    NodeHistory only = new NodeHistory("the only node", entries, absences);
    return judge(List.of(only), Limits.always(limit), Duration.ZERO, finished);
  }

  private void findAbove(Bound bound, List<Attempt> started) {
    List<Attempt> those =
        started.stream().filter(each -> bound.executions().contains(each.key().id())).toList();
    new LimitCheck(bound.limits(), leaseNanos, histories)
        .breaches(those)
        .forEach(each -> breach("%s: %s", bound.name(), each));
  }

  private void note(NodeHistory history) {
    histories.put(history.node(), history);
    for (HistoryEntry entry : history.entries()) {
      Key key = new Key(entry.id(), entry.attempt());
      Attempt attempt = attempts.computeIfAbsent(key, each -> new Attempt(each, history.node()));
      if (!attempt.note(entry.event(), entry.nanos())) {
        breach("%s: %s twice, also on %s", attempt, entry.event(), history.node());
      }
    }
  }

  private List<Attempt> started() {
    List<Attempt> started = new ArrayList<>();
    for (Attempt attempt : attempts.values()) {
      if (attempt.started()) {
        attempt.suffer(histories.get(attempt.node()));
        started.add(attempt);
      } else {
        breach("%s ended without a start", attempt);
      }
    }
    started.sort(Comparator.comparingLong(Attempt::from));
    return started;
  }

  private void findUnended(List<Attempt> started) {
    for (Attempt attempt : started) {
      Absence absence = attempt.absence();
      if (attempt.cutShort()) {
        if (attempt.ended() && attempt.end() >= absence.to()) {
          breach("%s ran on after its process had ended", attempt);
        }
        if (absence.kind() == Absence.Kind.STOPPED && !attempt.ended()) {
          breach("%s had not returned when its process was stopped", attempt);
        }
      } else if (!attempt.ended() && !killedLater(attempt)) {
        breach("%s never ended", attempt);
      }
    }
  }

  /** A silent node may be killed before it notices anything. */
  private boolean killedLater(Attempt attempt) {
    return attempt.absence() != null
        && histories.get(attempt.node()).absences().stream()
            .filter(each -> each.kind().ends() && each.to() > attempt.from())
            .findFirst()
            .filter(end -> end.kind() == Absence.Kind.KILLED)
            .isPresent();
  }

  private void findLost(List<Attempt> started, Collection<Long> finished) {
    Set<Long> ended = new HashSet<>();
    started.stream().filter(HistoryJudge::endedInTime).forEach(each -> ended.add(each.key().id()));
    finished.stream()
        .filter(id -> !ended.contains(id))
        .forEach(id -> breach("Execution %d never ran to its end", id));
  }

  private static boolean endedInTime(Attempt attempt) {
    return attempt.ended() && (!attempt.cutShort() || attempt.end() < attempt.absence().from());
  }

  private void findOverlaps(List<Attempt> started) {
    Map<Long, Attempt> last = new HashMap<>();
    for (Attempt attempt : started) {
      Attempt before = last.get(attempt.key().id());
      if (before != null && before.key().number() >= attempt.key().number()) {
        if (attempt.absence() == null) {
          breach("%s started after %s", attempt, before);
        }
        continue;
      }
      last.put(attempt.key().id(), attempt);
      if (before != null && before.until(leaseNanos) > attempt.from()) {
        breach("%s started while %s ran", attempt, before);
      }
    }
  }

  /** A node starts nothing once its last beat is 0.7 of a lease old, whatever it has claimed. */
  private void findStartedWithoutABeat(List<Attempt> started) {
    for (Attempt attempt : started) {
      Absence absence = attempt.absence();
      if (absence != null
          && !absence.kind().ends()
          && attempt.from() > absence.from() + leaseNanos / 10 * 7 + LATE_START_NANOS
          && !justThawed(attempt)) {
        breach("%s started long after its node's last beat", attempt);
      }
    }
  }

  private boolean justThawed(Attempt attempt) {
    return histories.get(attempt.node()).stalls().stream()
        .filter(stall -> stall.kind() == Absence.Kind.FROZEN)
        .anyMatch(
            stall ->
                attempt.from() >= stall.from() && attempt.from() < stall.to() + LATE_START_NANOS);
  }

  private void breach(String format, Object... values) {
    breaches.add(format.formatted(values));
  }
}
