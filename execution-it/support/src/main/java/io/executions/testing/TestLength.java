package io.executions.testing;

/**
 * How much the tests do of what can be done more or less often: a little, or all when {@code
 * -Dtests.long=true} says so, as {@code ./verify --long} does.
 */
public final class TestLength {
  private static final boolean LONG = Boolean.getBoolean("tests.long");

  private TestLength() {}

  /** Returns the first in a short run and the second in a long one. */
  public static int of(int inShort, int inLong) {
    return LONG ? inLong : inShort;
  }
}
