package io.executions.web;

import io.executions.api.Execution;
import java.util.function.Consumer;

/**
 * A client that waits. Each is equal to itself only.
 *
 * @see WaitingClients
 */
final class Waiter {
  private final Execution execution;
  private final int bytes;
  private final long deadline;
  private final Consumer<Execution> answer;

  /**
   * Makes one.
   *
   * @param execution as it stood when the wait began
   * @param bytes about how much memory it takes
   * @param deadline when the wait is over, by {@link System#nanoTime()}
   * @param answer gets the execution then
   */
  Waiter(Execution execution, int bytes, long deadline, Consumer<Execution> answer) {
    this.execution = execution;
    this.bytes = bytes;
    this.deadline = deadline;
    this.answer = answer;
  }

  Execution execution() {
    return execution;
  }

  int bytes() {
    return bytes;
  }

  long deadline() {
    return deadline;
  }

  Consumer<Execution> answer() {
    return answer;
  }

  boolean isOver(long now) {
    return now - deadline >= 0;
  }
}
