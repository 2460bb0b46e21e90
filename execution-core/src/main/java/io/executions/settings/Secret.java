package io.executions.settings;

/**
 * A value that must not be shown. Its text form hides it, so that it cannot slip into a log.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
  @Override
  public String toString() {
    return "(secret)";
  }
}
