package io.executions.it.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The cluster-wide limit over time, as far as a client can know it: a new one may be in force as
 * soon as it was asked for, and the old one until that was acknowledged. Not thread-safe.
 */
public final class Limits {
  private record Period(int limit, long from, long to) {}

  private final List<Period> past = new ArrayList<>();
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
    current = new Period(limit, asked, Long.MAX_VALUE);
  }

  /** Returns the highest limit that may have been in force at some time between these. */
  int highest(long from, long to) {
    int highest = current.from() <= to ? current.limit() : 0;
    for (Period period : past) {
      if (period.from() <= to && period.to() >= from) {
        highest = Math.max(highest, period.limit());
      }
    }
    return highest;
  }
}
