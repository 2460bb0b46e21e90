package io.executions.api.client;

import java.time.Duration;

/**
 * How long an answer may wait for the end of an execution, in whole seconds: the header {@code
 * Prefer: wait=N}.
 *
 * @param seconds at least 0; the service waits for 60 at most
 */
public record Wait(long seconds) {
  private static final String NAME = "wait=";

  /**
   * Checks the seconds.
   *
   * @throws IllegalArgumentException if they are negative
   */
  public Wait {
    if (seconds < 0) {
      throw new IllegalArgumentException("A wait cannot be negative: " + seconds);
    }
  }

  /** Returns a wait of that length, rounded down to seconds. */
  public static Wait atMost(Duration duration) {
    return new Wait(duration.toSeconds());
  }

  /**
   * Returns the wait that a header has. Clients such as Payara's take only parameters with this.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Wait fromString(String header) {
    if (!header.startsWith(NAME)) {
      throw new IllegalArgumentException("No wait: " + header);
    }
    return new Wait(Long.parseLong(header.substring(NAME.length())));
  }

  /** Returns the value of the header. */
  @Override
  public String toString() {
    return NAME + seconds;
  }
}
