package io.executions.store;

import java.util.Optional;

/**
 * What a bulk has come to by now.
 *
 * @param matched how many executions it has met
 * @param error why the first of them failed
 */
record BulkCounts(long matched, long done, long skipped, long failed, Optional<String> error) {
  private static final int MOST_CHARACTERS = 1000;

  BulkCounts met(long more) {
    return new BulkCounts(matched + more, done, skipped, failed, error);
  }

  BulkCounts did(long more) {
    return new BulkCounts(matched, done + more, skipped, failed, error);
  }

  BulkCounts passedBy(long more) {
    return new BulkCounts(matched, done, skipped + more, failed, error);
  }

  BulkCounts failed(long more, String why) {
    return more == 0
        ? this
        : new BulkCounts(
            matched, done, skipped, failed + more, Optional.of(error.orElse(shortened(why))));
  }

  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS);
  }
}
