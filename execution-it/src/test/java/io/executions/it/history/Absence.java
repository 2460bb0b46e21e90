package io.executions.it.history;

/**
 * A time in which a node could not do its part, in nanoseconds of the {@link HostClock}.
 *
 * @param from when it was surely gone; for one that was only silent, the last beat of the life that
 *     it lost: a lease later it may be dead
 * @param to just before it was started again, or when a silent one had joined the cluster again
 */
public record Absence(Kind kind, long from, long to) {
  /** What became of the node. */
  public enum Kind {
    /** Its process was killed: whatever it ran ended there. */
    KILLED,
    /** Its process ended when it was asked to, for which its handlers must have returned. */
    STOPPED,
    /** Its process stood still, for so long that it was declared dead. */
    FROZEN,
    /** It did not reach the database, for so long that it was declared dead. */
    CUT;

    boolean ends() {
      return this == KILLED || this == STOPPED;
    }
  }

  public static Absence killed(long from, long to) {
    return new Absence(Kind.KILLED, from, to);
  }
}
