package io.executions.web.security;

import static java.util.concurrent.TimeUnit.MINUTES;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sums up requests with a wrong token, one line for all of a minute, told by the first request
 * after it. Not thread-safe.
 */
final class FailureReport {
  private static final long PERIOD = MINUTES.toNanos(1);

  /** Addresses named in one line; the others are summed up. */
  private static final int NAMED = 10;

  private static final String OTHERS = "other addresses";

  private final Consumer<String> log;
  private final Map<String, Long> byAddress = new LinkedHashMap<>();
  private long since;

  FailureReport(Consumer<String> log) {
    this.log = log;
  }

  void add(String address, long now) {
    if (byAddress.isEmpty()) {
      since = now;
    }
    boolean named = byAddress.containsKey(address) || byAddress.size() < NAMED;
    byAddress.merge(named ? address : OTHERS, 1L, Long::sum);
  }

  void tellIfDue(long now) {
    if (now - since >= PERIOD) {
      tell();
    }
  }

  void tell() {
    if (!byAddress.isEmpty()) {
      log.accept(
          byAddress.entrySet().stream()
              .map(entry -> sum(entry.getValue(), entry.getKey()))
              .collect(Collectors.joining("; ")));
      byAddress.clear();
    }
  }

  private static String sum(long count, String address) {
    return "%d request%s with a wrong token from %s"
        .formatted(count, count == 1 ? "" : "s", address);
  }
}
