package io.executions.it.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The cluster-wide limit over time, as far as a client can know it: a new one may be in force as
 * soon as it was asked for, and the old one until that was acknowledged. Not thread-safe.
 */
public final class Limits {
  private record Period(int limit, long from, long to) {}

  /** A request without an answer may wait in a frozen process, or behind a database's. */
  private static final long MOST_DELAY = 30_000_000_000L;

  private final List<Period> past = new ArrayList<>();
  private final List<Period> doubtful = new ArrayList<>();
  private Period current;

  private Limits(Period current) {
    this.current = current;
  }

  /** Begins with a limit that has always been in force. */
  public static Limits always(int limit) {
    return new Limits(new Period(limit, Long.MIN_VALUE, Long.MAX_VALUE));
  }

  /** Adds a change: asked for first at one time, and surely in force at the other. */
  public void change(int limit, long asked, long acknowledged) {
    past.add(new Period(current.limit(), current.from(), acknowledged));
    List<Period> settled = doubtful.stream().filter(each -> each.to() < asked).toList();
    settled.forEach(each -> past.add(new Period(each.limit(), each.from(), acknowledged)));
    doubtful.removeAll(settled);
    current = new Period(limit, asked, Long.MAX_VALUE);
  }

  /**
   * Adds a change that was not answered: it may come into force any time soon, and is in force then
   * until the next change that was asked for after that.
   */
  public void doubtful(int limit, long asked) {
    doubtful.add(new Period(limit, asked, asked + MOST_DELAY));
  }

  /** Returns the highest limit that may have been in force at some time between these. */
  int highest(long from, long to) {
    int highest = current.from() <= to ? current.limit() : 0;
    for (Period period : doubtful) {
      if (period.from() <= to) {
        highest = Math.max(highest, period.limit());
      }
    }
    for (Period period : past) {
      if (period.from() <= to && period.to() >= from) {
        highest = Math.max(highest, period.limit());
      }
    }
    return highest;
  }
}
