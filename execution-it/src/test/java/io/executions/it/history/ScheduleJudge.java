package io.executions.it.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds what a schedule has created against its times, which are so far apart. In microseconds. */
public final class ScheduleJudge {
  private final String name;
  private final long step;
  private final List<String> breaches = new ArrayList<>();

  private ScheduleJudge(String name, long step) {
    this.name = name;
    this.step = step;
  }

  /**
   * One time that was created for.
   *
   * @param at the time
   * @param createdAt when the execution was created
   */
  public record Time(long at, long createdAt) {}

  /** Returns what is wrong where each time was to be created for, up to then at least. */
  public static List<String> all(String name, long step, List<Time> times, long until) {
    ScheduleJudge judge = new ScheduleJudge(name, step);
    judge.check(times);
    if (!times.isEmpty()) {
      long first = times.get(0).at();
      long last = Math.max(until, times.get(times.size() - 1).at());
      judge.expect((last - first) / step + 1, times.size(), "times");
    }
    return judge.breaches;
  }

  /**
   * Returns what is wrong where each time was to be created for, or counted as missed: the first
   * ones, too, where the nodes were slow to begin.
   *
   * @param anchor when the schedule was saved; its first time is a step later
   */
  public static List<String> latest(
      String name, long step, List<Time> times, long missed, long anchor) {
    ScheduleJudge judge = new ScheduleJudge(name, step);
    judge.check(times);
    if (!times.isEmpty()) {
      long passed = (times.get(times.size() - 1).at() - anchor) / step;
      judge.expect(passed, times.size() + missed, "times with %d missed".formatted(missed));
    }
    return judge.breaches;
  }

  private void check(List<Time> times) {
    if (times.isEmpty()) {
      breaches.add("%s created nothing".formatted(name));
    }
    Set<Long> seen = new HashSet<>();
    for (Time time : times) {
      if (!seen.add(time.at())) {
        breaches.add("%s created twice for %d".formatted(name, time.at()));
      }
      if ((time.at() - times.get(0).at()) % step != 0) {
        breaches.add("%s created for %d, which is no time of it".formatted(name, time.at()));
      }
      if (time.createdAt() < time.at()) {
        breaches.add("%s created for %d before that".formatted(name, time.at()));
      }
    }
  }

  private void expect(long expected, long found, String what) {
    if (expected != found) {
      breaches.add("%s has %d %s instead of %d".formatted(name, found, what, expected));
    }
  }
}
