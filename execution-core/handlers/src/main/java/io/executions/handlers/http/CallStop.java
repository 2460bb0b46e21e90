package io.executions.handlers.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends one call early, when its time is over or somebody cancels: it closes what the call is
 * blocked in. Safe for use by several threads.
 */
final class CallStop implements AutoCloseable {
  private enum Cause {
    CANCELLED,
    TIMED_OUT,
    ENDED
  }

  private final Duration timeout;
  private final long startedAt = System.nanoTime();
  private final ScheduledFuture<?> timer;
  private Closeable blockedIn = () -> {};
  private Cause cause;

  CallStop(Duration timeout, ScheduledExecutorService clock) {
    this.timeout = timeout;
    this.timer =
        clock.schedule(() -> stop(Cause.TIMED_OUT), timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends the call because somebody asked for it. */
  void cancel() {
    stop(Cause.CANCELLED);
  }

  /** Names what to close so that the call's thread comes back; at once, if it must stop already. */
  synchronized void blockedIn(Closeable resource) {
    blockedIn = resource;
    if (cause != null) {
      closeBlocking();
    }
  }

  /**
   * Takes back what was named last, which is no longer closed; returns whether it can be used on,
   * as nobody has stopped the call.
   */
  synchronized boolean blockedInNothing() {
    blockedIn = () -> {};
    return cause == null;
  }

  /** Returns the time that is left, at least a millisecond. */
  Duration remaining() {
    Duration left = timeout.minusNanos(System.nanoTime() - startedAt);
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  /**
   * Throws if the call was stopped.
   *
   * @param target the address that messages name as the one that was called
   * @param reason what the call threw when it was stopped, if anything
   */
  void check(Target target, Exception reason) throws HttpFailureException {
    Optional<HttpFailureException> failure = failure(target, reason);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /** Returns what {@link #check} throws, if it does. */
  synchronized Optional<HttpFailureException> failure(Target target, Exception reason) {
    if (cause == Cause.TIMED_OUT) {
      return Optional.of(new HttpFailureException(noAnswer(target), reason));
    }
    return cause == Cause.CANCELLED ? Optional.of(cancelled(target, reason)) : Optional.empty();
  }

  /** Returns the message that the target gave no answer in time. */
  String noAnswer(Target target) {
    return "No answer from %s within %d ms".formatted(target.shownHost(), timeout.toMillis());
  }

  /** Returns what to throw when the call ends because somebody asked for it. */
  static HttpFailureException cancelled(Target target, Exception reason) {
    return new HttpFailureException(
        "The call to %s was cancelled".formatted(target.authority()), reason);
  }

  /** Ends the watch, and whatever the call has still open. */
  @Override
  public void close() {
    timer.cancel(false);
    stop(Cause.ENDED);
  }

  private synchronized void stop(Cause why) {
    if (cause == null) {
      cause = why;
      closeBlocking();
    }
  }

  private void closeBlocking() {
    try {
      blockedIn.close();
    } catch (IOException e) {
      System.getLogger(CallStop.class.getName()).log(System.Logger.Level.DEBUG, "On closing", e);
    }
  }
}
