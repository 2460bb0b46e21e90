package io.executions.bench;

/**
 * What a page of the console asks for.
 *
 * @param name what it is
 * @param path the path, with its query
 * @param isSearch whether it searches, which may take longer
 */
record PageRequest(String name, String path, boolean isSearch) {
  /** The most that is allowed, in milliseconds, at the median and for 95 of 100. */
  static final double MEDIAN_MILLIS = 100;

  static final double HIGH_MILLIS = 250;
  static final double SEARCH_MILLIS = 500;

  static PageRequest of(String name, String path) {
    return new PageRequest(name, "/api/" + path, false);
  }

  static PageRequest search(String name, String path) {
    return new PageRequest(name, "/api/" + path, true);
  }

  /** Returns which part of what it may take it takes: above 1 it is too slow. */
  static double ofBound(boolean isSearch, double median, double high) {
    return isSearch ? high / SEARCH_MILLIS : Math.max(median / MEDIAN_MILLIS, high / HIGH_MILLIS);
  }
}
