package io.executions.handlers.command;

import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How processes are brought to their end. An interrupt does not stop it, and is kept for later.
 *
 * @param look returns those that live
 */
record SignalLoop(Supplier<List<ProcessEntry>> look) {
  private static final Logger LOG = System.getLogger(SignalLoop.class.getName());

  /** Lets them end by themselves; returns whether none is left in time. */
  boolean linger(Duration atMost) {
    return signal(process -> true, atMost);
  }

  /** Sends TERM; returns whether none is left in time. */
  boolean term(Duration atMost) {
    return signal(ProcessHandle::destroy, atMost);
  }

  /** Sends KILL; returns whether none is left in time. */
  boolean kill(Duration atMost) {
    return signal(ProcessHandle::destroyForcibly, atMost);
  }

  // They may start others while they are signalled, so signals go on until a look finds none.
  private boolean signal(Predicate<ProcessHandle> signal, Duration atMost) {
    GrowingPause pause = new GrowingPause();
    boolean troubled = false;
    try {
      long start = System.nanoTime();
      do {
        try {
          if (noneLeft(signal)) {
            return true;
          }
        } catch (UncheckedIOException e) {
          // Such as too many open files: nothing is known then, so it must not count as ended.
          if (!troubled) {
            LOG.log(Level.WARNING, "Trouble while processes are ended, trying on", e);
          }
          troubled = true;
        }
        pause.take();
      } while (System.nanoTime() - start < atMost.toNanos());
      return false;
    } finally {
      pause.restoreInterrupt();
    }
  }

  private boolean noneLeft(Predicate<ProcessHandle> signal) {
    List<ProcessEntry> left = look.get();
    if (left.isEmpty()) {
      return true;
    }
    boolean refused = left.stream().filter(process -> accepts(process, signal)).count() == 0;
    if (refused && look.get().containsAll(left)) {
      LOG.log(Level.WARNING, "This user may not end {0}, which a command has started", left);
      return true;
    }
    return false;
  }

  // ProcessHandle compares start times, so a number that was given anew is safe.
  private static boolean accepts(ProcessEntry process, Predicate<ProcessHandle> signal) {
    return ProcessHandle.of(process.pid()).filter(signal).isPresent();
  }
}
