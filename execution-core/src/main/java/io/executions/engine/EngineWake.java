package io.executions.engine;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Wakes the engine of this application. It is no EJB, as the poller is: when an XA transaction has
 * just ended, Payara cannot return from a call of one without a stack trace in its log.
 * Thread-safe.
 */
@ApplicationScoped
class EngineWake {
  private volatile Runnable signal = () -> {};

  /** Says how the engine is woken. */
  void by(Runnable newSignal) {
    signal = newSignal;
  }

  /** Has the engine ask for work now, without waiting for the timer. */
  void wake() {
    signal.run();
  }
}
