package io.executions.store;

import io.executions.api.Percentiles;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many times fell into which bucket. Buckets grow by the fourth root of two, from one
 * millisecond to twelve days, so that the middle of each is within 10 % of all that fell into it.
 * What is shorter or longer than all of them is in the first or the last one.
 */
final class Histogram {
  /** The one that ends beyond twelve days. */
  static final int LAST = 119;

  private static final double MICROS_PER_MILLI = 1000;
  private static final double PER_DOUBLING = 4;

  private static final Pattern ENTRY = Pattern.compile("(\\d{1,3}):(\\d{1,12})");

  private final TreeMap<Integer, Long> counts = new TreeMap<>();

  /** Returns the bucket of a time in microseconds. */
  static int bucket(long micros) {
    double doublings = Math.log(micros / MICROS_PER_MILLI) / Math.log(2);
    return (int) Math.max(0, Math.min(LAST, Math.floor(doublings * PER_DOUBLING)));
  }

  /** Returns the histogram that a text says; what is no entry in it counts for nothing. */
  static Histogram parse(String text) {
    Histogram histogram = new Histogram();
    if (text != null) {
      ENTRY
          .matcher(text)
          .results()
          .forEach(entry -> histogram.add(number(entry, 1), number(entry, 2)));
    }
    return histogram;
  }

  private static int number(MatchResult entry, int group) {
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(entry.group(group)));
  }

  void add(int bucket, long count) {
    counts.merge(Math.max(0, Math.min(LAST, bucket)), count, Long::sum);
  }

  void add(Histogram other) {
    other.counts.forEach(this::add);
  }

  /** Returns the counts by bucket, ascending. */
  Map<Integer, Long> counts() {
    return counts;
  }

  /** Returns it as a text; none where it is empty. */
  Optional<String> text() {
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            counts.entrySet().stream()
                .map(count -> count.getKey() + ":" + count.getValue())
                .collect(Collectors.joining(" ")));
  }

  /** Returns the percentiles, each as the middle of its bucket; none where it is empty. */
  Optional<Percentiles> percentiles() {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    if (all <= 0) {
      return Optional.empty();
    }
    LongUnaryOperator rank = percent -> (all * percent + 99) / 100;
    return Optional.of(
        new Percentiles(
            nth(rank.applyAsLong(50)), nth(rank.applyAsLong(95)), nth(rank.applyAsLong(99))));
  }

  private Duration nth(long rank) {
    long passed = 0;
    for (Map.Entry<Integer, Long> count : counts.entrySet()) {
      passed += count.getValue();
      if (passed >= rank) {
        return middle(count.getKey());
      }
    }
    return middle(LAST);
  }

  /** With three digits: more would say more than is known. */
  private static Duration middle(int bucket) {
    double micros = MICROS_PER_MILLI * Math.pow(2, (bucket + 0.5) / PER_DOUBLING);
    double unit = Math.pow(10, Math.floor(Math.log10(micros)) - 2);
    return Duration.ofNanos(Math.round(Math.round(micros / unit) * unit) * 1000);
  }
}
