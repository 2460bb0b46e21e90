package io.executions.launch;

import java.lang.System.Logger.Level;

/** Logs why a thread has ended that nobody waits for, such as the embedded database's own. */
final class EndedThreads {
  private static final System.Logger LOG = System.getLogger(EndedThreads.class.getName());

  private EndedThreads() {}

  /** From now on, instead of a stack trace on standard error. */
  static void log() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          LOG.log(Level.WARNING, "The thread {0} has ended: {1}", thread.getName(), failure);
          LOG.log(Level.DEBUG, "Why it has ended", failure);
        });
  }
}
