package io.executions.api.client;

import io.executions.api.Execution;

/**
 * The revision of an execution, as the header {@code If-Match} has it.
 *
 * @param number at least 1
 */
public record Revision(int number) {
  /** Returns the revision that the execution had when it was read. */
  public static Revision of(Execution execution) {
    return new Revision(execution.revision());
  }

  /**
   * Returns the revision that a header has. Clients such as Payara's take only parameters with
   * this.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static Revision fromString(String header) {
    if (!header.matches("\"[0-9]{1,9}\"")) {
      throw new IllegalArgumentException("No revision: " + header);
    }
    return new Revision(Integer.parseInt(header.substring(1, header.length() - 1)));
  }

  /** Returns the value of the header. */
  @Override
  public String toString() {
    return "\"" + number + "\"";
  }
}
