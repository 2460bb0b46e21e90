package io.executions.engine;

import java.time.Duration;

/** What to create in a test. */
record Creation(
    String type, String input, int priority, Duration delay, int maxAttempts, Duration timeout) {
  static Creation of(String type) {
    return new Creation(type, "{}", 0, Duration.ZERO, 1, null);
  }

  Creation input(String newInput) {
    return new Creation(type, newInput, priority, delay, maxAttempts, timeout);
  }

  Creation priority(int newPriority) {
    return new Creation(type, input, newPriority, delay, maxAttempts, timeout);
  }

  Creation delay(Duration newDelay) {
    return new Creation(type, input, priority, newDelay, maxAttempts, timeout);
  }

  Creation maxAttempts(int newMaxAttempts) {
    return new Creation(type, input, priority, delay, newMaxAttempts, timeout);
  }

  Creation timeout(Duration newTimeout) {
    return new Creation(type, input, priority, delay, maxAttempts, newTimeout);
  }
}
