package io.executions.web;

import io.executions.api.Execution;
import java.util.function.Function;

/**
 * A client that waits. Each is equal to itself only. Thread-safe.
 *
 * @see WaitingClients
 */
final class Waiter {
  private final int bytes;
  private final long deadline;
  private final Function<Execution, Runnable> answer;
  private volatile Execution latest;
  private volatile boolean lookedAtLast;
  private volatile boolean beingRead;

  /**
   * Makes one.
   *
   * @param execution as it stood when the wait began
   * @param bytes about how much memory it takes
   * @param deadline when the wait is over, by {@link System#nanoTime()}
   * @param answer makes an answer of the execution as it is then; what it returns sends it
   */
  Waiter(Execution execution, int bytes, long deadline, Function<Execution, Runnable> answer) {
    this.latest = execution;
    this.bytes = bytes;
    this.deadline = deadline;
    this.answer = answer;
  }

  long id() {
    return latest.id();
  }

  /** Returns the execution as it stood when somebody last looked, before its end. */
  Execution latest() {
    return latest;
  }

  void know(Execution execution) {
    latest = execution;
  }

  int bytes() {
    return bytes;
  }

  long deadline() {
    return deadline;
  }

  boolean isOver(long now) {
    return now - deadline >= 0;
  }

  /** Returns whether somebody should look once more before the wait is over. */
  boolean wantsLastLook() {
    return !lookedAtLast;
  }

  void haveLastLook() {
    lookedAtLast = true;
  }

  boolean isBeingRead() {
    return beingRead;
  }

  void beRead(boolean reading) {
    beingRead = reading;
  }

  /** Returns what sends that execution to the client. */
  Runnable answer(Execution execution) {
    return answer.apply(execution);
  }
}
