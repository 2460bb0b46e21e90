package io.executions.web;

import io.executions.api.port.NodeLeaving;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.TimeUnit;

/**
 * Counts the requests under way. When the node leaves, it lets in no more of them and waits until
 * those inside have been answered. Thread-safe.
 */
@ApplicationScoped
class InFlightRequests {
  /** How long clients with open connections are still told to go elsewhere. */
  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(5);

  private boolean closed;
  private int inside;

  /** Lets one request in, unless the node leaves; it must leave then. */
  public synchronized boolean enter() {
    if (!closed) {
      inside++;
    }
    return !closed;
  }

  /** Says that a request has been answered. */
  public synchronized void leave() {
    inside--;
    notifyAll();
  }

  /** Lets in no more, and returns when all inside have been answered, or some take too long. */
  public void close(@Observes NodeLeaving event) throws InterruptedException {
    long began = System.nanoTime();
    synchronized (this) {
      closed = true;
    }
    if (!awaitEmpty(began + MOST_NANOS)) {
      event.leaveUnfinished();
    }
    TimeUnit.NANOSECONDS.sleep(LEAST_NANOS - (System.nanoTime() - began));
  }

  private synchronized boolean awaitEmpty(long end) throws InterruptedException {
    while (inside > 0 && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
    return inside == 0;
  }
}
