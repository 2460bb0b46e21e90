package io.executions.service;

import io.executions.api.Faults;
import io.executions.api.NewExecution;
import io.executions.api.TagName;
import io.executions.api.Unique;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Says what is wrong with the tags, the unique key, the backoff and the expiry of a creation.
 *
 * @param now the database's time; asked for only where it makes a difference
 */
record FlowCheck(NewExecution execution, Faults faults, Supplier<Instant> now) {
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  void run() {
    checkTags();
    if (execution.unique() != null) {
      checkUnique(execution.unique());
    }
    if (execution.backoff() != null) {
      execution.backoff().faults().forEach(fault -> faults.add(fault.under("/backoff")));
    }
    if (execution.expiresAt() != null) {
      checkExpiry(execution.expiresAt(), execution.runAt(), now, faults);
    }
  }

  private void checkTags() {
    List<String> tags = execution.tags();
    if (tags.stream().distinct().count() > TagName.MOST) {
      faults.add("/tags", "must have at most %d items".formatted(TagName.MOST));
    }
    IntStream.range(0, tags.size())
        .filter(i -> !TagName.isLegal(tags.get(i)))
        .limit(Faults.MOST)
        .forEach(i -> faults.add("/tags/" + i, TagName.RULE));
  }

  private void checkUnique(Unique unique) {
    String key = unique.key();
    int length = key == null ? 0 : key.codePointCount(0, key.length());
    if (length < 1 || length > Unique.LONGEST_KEY || key.indexOf(0) >= 0) {
      faults.add(
          "/uniqueKey",
          "must have 1 to %d characters, none of them 0".formatted(Unique.LONGEST_KEY));
    }
    if (unique.period().filter(period -> !isLegal(period)).isPresent()) {
      faults.add("/uniqueFor", "must be from PT1S to P365D");
    }
  }

  private static boolean isLegal(Duration period) {
    return period.compareTo(Unique.SHORTEST) >= 0 && period.compareTo(Unique.LONGEST) <= 0;
  }

  /**
   * Adds what is wrong with a time of expiry.
   *
   * @param runAt the due time that is given together with it; null if none is
   */
  static void checkExpiry(Instant expiresAt, Instant runAt, Supplier<Instant> now, Faults faults) {
    if (!expiresAt.isBefore(END)) {
      faults.add("/expiresAt", "must be before the year 10000");
    } else if (runAt != null && !expiresAt.isAfter(runAt)) {
      faults.add("/expiresAt", "must be after runAt");
    } else if (!expiresAt.isAfter(now.get())) {
      faults.add("/expiresAt", "must be in the future");
    }
  }
}
