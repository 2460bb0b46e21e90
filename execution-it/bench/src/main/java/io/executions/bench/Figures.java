package io.executions.bench;

import java.util.Locale;

/** How figures are written: with about three digits that tell something. */
final class Figures {
  private Figures() {}

  static String of(double value) {
    return String.format(Locale.ROOT, form(Math.abs(value)), value);
  }

  private static String form(double size) {
    if (size >= 100) {
      return "%,.0f";
    }
    if (size >= 10) {
      return "%.1f";
    }
    return size >= 1 ? "%.2f" : "%.3f";
  }
}
