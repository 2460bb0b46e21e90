package io.executions.launch;

import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import javax.management.JMException;

/**
 * Ends the process when only another start can open its embedded database again. At once: what runs
 * could not be recorded, and is taken up by the next start.
 */
final class LostDatabase implements Runnable {
  static final int EXIT_CODE = 3;

  private static final System.Logger LOG = System.getLogger(LostDatabase.class.getName());

  private final BooleanSupplier stopping;

  LostDatabase(BooleanSupplier stopping) {
    this.stopping = stopping;
  }

  @Override
  public void run() {
    if (isLost() && !stopping.getAsBoolean()) {
      LOG.log(
          Level.ERROR,
          "The file of the embedded database is in use and stays so, by this process itself unless"
              + " another one has opened it: it ends with {0}, to be started anew",
          EXIT_CODE);
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  private static boolean isLost() {
    try {
      return Pollers.haveLostDatabase();
    } catch (JMException | RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "Nobody can tell whether the database is lost", e);
      return false;
    }
  }
}
