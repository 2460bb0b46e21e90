package io.executions.launch;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What happens when the process is told to end. While it starts, it just ends: the next start does
 * anew whatever had begun. Later, handlers finish first, while requests are still answered. Then
 * the listener closes, and then the process ends. If that were left to the server, an application
 * that is half gone would answer requests. A second signal ends the process at once.
 */
final class StopSignal {
  private static final System.Logger LOG = System.getLogger(StopSignal.class.getName());
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private final AtomicBoolean stopping = new AtomicBoolean();
  private Runnable stopServer;

  private StopSignal() {}

  /** Handles the signals from now on, except those that this process was told to ignore. */
  static StopSignal handle() {
    StopSignal stop = new StopSignal();
    for (String name : NAMES) {
      try {
        Signal signal = new Signal(name);
        SignalHandler before = Signal.handle(signal, stop::received);
        if (before == SignalHandler.SIG_IGN) {
          Signal.handle(signal, before);
        }
      } catch (IllegalArgumentException e) {
        LOG.log(Level.DEBUG, "The signal is not ours to handle here", e);
      }
    }
    return stop;
  }

  /** What makes a node of a server that has started. */
  interface Beginning {
    void run() throws ServerStartException;
  }

  /**
   * Lets the node begin; from then on it must be stopped in order. A signal takes effect before all
   * of that, or after it.
   *
   * @param stopServer closes the listener and does whatever else comes before the process ends
   */
  synchronized void begin(Beginning beginning, Runnable stopServer) throws ServerStartException {
    beginning.run();
    this.stopServer = stopServer;
  }

  /** Returns whether the process is about to end. */
  boolean isStopping() {
    return stopping.get();
  }

  private synchronized boolean hasBegun() {
    return stopServer != null;
  }

  private void received(Signal signal) {
    int exitCode = 128 + signal.getNumber();
    if (!stopping.compareAndSet(false, true) || !hasBegun()) {
      Runtime.getRuntime().halt(exitCode);
    }
    LOG.log(Level.INFO, "Stopping: what runs may finish within its grace");
    try {
      if (!leave()) {
        // Else the server would take connections and the application away below them, and log what
        // they say to that.
        LOG.log(Level.WARNING, "Requests are still under way: they end unanswered");
        Runtime.getRuntime().halt(exitCode);
      }
      if (Pollers.missFiles()) {
        // Nor can the server put away in order what is no longer there.
        Runtime.getRuntime().halt(exitCode);
      }
      stopServer.run();
      System.setOut(PrintedLines.asStream());
    } catch (JMException e) {
      LOG.log(Level.WARNING, "Nobody can tell whether files are missing", e);
    } finally {
      // Also after an Error: a process that has stopped listening must not stay.
      System.exit(exitCode);
    }
  }

  private static boolean leave() {
    try {
      return Pollers.leave();
    } catch (JMException | RuntimeException e) {
      LOG.log(Level.WARNING, "The node could not leave in order", e);
      return true;
    }
  }
}
