package io.executions.settings;

/**
 * A value that must not be shown. Its text form hides it, so that it cannot slip into a log.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
  /**
   * Compares by the value. Not as Java would do it for a record: Java 17 keeps the last class that
   * it did so for, and with it the class loader of an application that is gone.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
