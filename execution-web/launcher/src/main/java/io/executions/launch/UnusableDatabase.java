package io.executions.launch;

import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import javax.management.JMException;

/**
 * Ends the process when only another start can open its embedded database again, and when only a
 * person can help, since the database cannot be used as it is. At once, since the ends of runs
 * could not be recorded anyway; the next start takes these up.
 */
final class UnusableDatabase implements Runnable {
  static final int LOST = 3;
  static final int UNFIT = 1;

  private static final System.Logger LOG = System.getLogger(UnusableDatabase.class.getName());

  private final BooleanSupplier stopping;

  UnusableDatabase(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  @Override
  public void run() {
    if (isSo(Pollers::haveLostDatabase)) {
      end(
          LOST,
          "The file of the embedded database is in use and stays so, by this process itself unless"
              + " another one has opened it: it ends with {0}, to be started anew");
    } else if (isSo(Pollers::haveUnfitDatabase)) {
      end(UNFIT, "This process ends with {0}, for the reason above");
    }
  }

  private void end(int exitCode, String reason) {
    if (!stopping.getAsBoolean()) {
      LOG.log(Level.ERROR, reason, exitCode);
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private interface Question {
    boolean ask() throws JMException;
  }

  private static boolean isSo(Question question) {
    try {
      return question.ask();
    } catch (JMException | RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "Nobody can tell whether the database is to be used", e);
      return false;
    }
  }
}
