package io.executions.handlers.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The processes that one command brought into being: the leader and what shares its session.
 *
 * @param leader the number of the process that is the command itself, and of its session
 * @param startTicks when the leader started; -1 if it ended before that could be read
 */
record Session(long leader, long startTicks) {
  private static final Duration LINGER = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(1);
  private static final Duration FOREVER = Duration.ofDays(10_000);

  static Session of(long leader) {
    return new Session(leader, ProcessEntry.of(leader).map(ProcessEntry::startTicks).orElse(-1L));
  }

  /** Returns those of its processes that live. */
  List<ProcessEntry> members() {
    List<ProcessEntry> all = ProcessEntry.all();
    Optional<ProcessEntry> first = all.stream().filter(entry -> entry.pid() == leader).findAny();
    if (first.isPresent() && first.get().startTicks() != startTicks) {
      return List.of(); // the number was given anew, so nobody is left of this session
    }
    // Until the leader has called setsid, its session is still the server's.
    return all.stream()
        .filter(entry -> entry.session() == leader || entry.pid() == leader)
        .toList();
  }

  /**
   * Ends all of it: TERM, and KILL when the grace is over. Returns when nothing is left but what
   * this user may not end.
   *
   * @param meanwhile what to do again and again while it waits
   */
  void end(Runnable meanwhile) {
    Ending ending = new Ending(this::members, meanwhile);
    if (!ending.term(GRACE)) {
      ending.kill(FOREVER);
    }
  }

  /** Ends what its leader left behind, after a moment in which that may end by itself. */
  void endRest(Runnable meanwhile) {
    if (!new Ending(this::members, meanwhile).linger(LINGER)) {
      end(meanwhile);
    }
  }
}
