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
  static final long PERIOD = MINUTES.toNanos(1);

  /** Addresses named in one line; the others are summed up. */
  static final int NAMED = 10;

  private final Consumer<String> log;
  private final Map<String, Long> byAddress = new LinkedHashMap<>();
  private long others;
  private long since;

  FailureReport(Consumer<String> log) {
    this.log = log;
  }

  static FailureReport toLog() {
    System.Logger logger = System.getLogger(FailedTries.class.getName());
    return new FailureReport(line -> logger.log(System.Logger.Level.WARNING, line));
  }

  void add(String address, long now) {
    if (byAddress.isEmpty()) {
      since = now;
    }
    if (byAddress.containsKey(address) || byAddress.size() < NAMED) {
      byAddress.merge(address, 1L, Long::sum);
    } else {
      others++;
    }
  }

  void tellIfDue(long now) {
    if (!byAddress.isEmpty() && now - since >= PERIOD) {
      tell();
    }
  }

  void tell() {
    if (byAddress.isEmpty()) {
      return;
    }
    String line =
        byAddress.entrySet().stream()
            .map(entry -> sum(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining("; "));
    String rest = others > 0 ? "; " + sum(others, "other addresses") : "";
    byAddress.clear();
    others = 0;
    log.accept(line + rest);
  }

  private static String sum(long count, String address) {
    return "%d request%s with a wrong token from %s"
        .formatted(count, count == 1 ? "" : "s", address);
  }
}
