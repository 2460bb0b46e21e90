package io.executions.handlers.command;

import java.time.Duration;
import java.util.List;

/**
 * The processes that one command brought into being: the leader and what shares its session.
 *
 * @param leader the number of the process that is the command itself, and of its session
 * @param startTicks when the leader started; -1 if it ended before that could be read
 */
record CommandSession(long leader, long startTicks) {
  private static final SessionLook LOOK = new SessionLook();
  private static final Duration LINGER = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration FOREVER = Duration.ofDays(10_000);

  static CommandSession of(long leader) {
    return new CommandSession(
        leader, ProcessEntry.of(leader).map(ProcessEntry::startTicks).orElse(-1L));
  }

  /** Returns those of its processes that live. */
  List<ProcessEntry> members() {
    List<ProcessEntry> members = LOOK.members(leader);
    // A leader of another time has the number anew, so nobody is left of this session.
    return members.stream().anyMatch(this::isAnotherLeader) ? List.of() : members;
  }

  /**
   * Ends all of it: TERM, and KILL when the grace is over. Returns when nothing is left but what
   * this user may not end.
   */
  void end() {
    SignalLoop ending = new SignalLoop(this::members);
    if (!ending.term(GRACE)) {
      ending.kill(FOREVER);
    }
  }

  /**
   * Ends the processes that its leader left behind, after a moment in which they may end by
   * themselves.
   */
  void endRest() {
    if (!new SignalLoop(this::members).linger(LINGER)) {
      end();
    }
  }

  private boolean isAnotherLeader(ProcessEntry entry) {
    return entry.pid() == leader && entry.startTicks() != startTicks;
  }
}
