package io.executions.schedule;

/**
 * The values that a field holds: a list of single ones, ranges and steps.
 *
 * @param bits the bit of each value is set
 */
record CronValues(long bits) {
  private static final String ALL = "*";

  /**
   * Reads a list.
   *
   * @throws WrongCronException if it is none
   */
  static CronValues parse(CronField field, String text) {
    long bits = 0;
    for (String part : text.split(",", -1)) {
      bits |= part(field, part);
    }
    return new CronValues(bits);
  }

  /** Returns the bits of what stands between two commas. */
  static long part(CronField field, String part) {
    if (part.isEmpty()) {
      throw field.wrong("a list has an empty place");
    }
    if (part.equals("?")) {
      throw field.wrong("? stands alone, and for a day only");
    }
    int slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int step = slash < 0 ? 1 : step(field, part.substring(slash + 1));
    int first = field.first();
    int last = field.last();
    int dash = range.indexOf('-');
    if (dash >= 0) {
      first = field.value(range.substring(0, dash));
      last = end(field, first, range.substring(dash + 1), part);
    } else if (!range.equals(ALL)) {
      first = field.value(range);
      last = slash < 0 ? first : last;
    }
    long bits = 0;
    for (int value = first; value <= last; value += step) {
      bits |= 1L << (value > field.last() ? value - field.size() : value);
    }
    return bits;
  }

  /** A week has no end, so a range of weekdays may go on: FRI-MON. Sunday may end it as 0 or 7. */
  private static int end(CronField field, int first, String text, String part) {
    int last = field.value(text);
    if (field == CronField.DAY_OF_WEEK) {
      boolean again = last < first || text.equals("7") && !part.startsWith("7");
      return again ? last + field.size() : last;
    }
    if (last < first) {
      throw field.wrong("\"%s\" ends before it begins; write two ranges".formatted(part));
    }
    return last;
  }

  private static int step(CronField field, String text) {
    int step = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : 0;
    if (step < 1 || step > field.last()) {
      throw field.wrong("a step is from 1 to %d, not \"%s\"".formatted(field.last(), text));
    }
    return step;
  }

  boolean has(int value) {
    return (bits >>> value & 1) == 1;
  }

  /** Returns the first value from one on, or -1. */
  int from(int least) {
    long rest = least >= Long.SIZE ? 0 : bits >>> least << least;
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }
}
