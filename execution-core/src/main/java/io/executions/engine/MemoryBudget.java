package io.executions.engine;

import io.executions.settings.Settings;
import io.executions.store.Due;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How much memory this node may use for inputs and outputs at once: a quarter of its heap. Nothing
 * is reserved and given back: the runs are added up. Each of them is expected to end with an output
 * as large as those of its type lately were, or, for a type that has not been seen yet, with the
 * largest that is allowed. Thread-safe.
 */
final class MemoryBudget {
  /** How much one transaction may read or write, with a lease of {@link #WHOLE_LEASE} or more. */
  private static final long MOST_AT_ONCE = 8 << 20;

  /**
   * With a shorter one it is less, since nobody waits for the database longer than half a lease.
   */
  private static final Duration WHOLE_LEASE = Duration.ofSeconds(10);

  /** A character of a text has one byte on the heap, or two if any of its characters needs them. */
  private static final int HEAP_BYTES = 2;

  /** How long a node claims nothing after it had no memory or thread for an execution. */
  private static final Duration REST = Duration.ofSeconds(2);

  private final Runs runs;
  private final LongSupplier ticker;
  private final long most;
  private final long largestOutput;
  private final long mostAtOnce;
  private final Map<String, Long> lastOutputs = new ConcurrentHashMap<>();
  private volatile long starvedAt;
  private volatile boolean starved;

  /**
   * Makes one.
   *
   * @param heapBytes how large the heap may grow
   * @param ticker monotonic nanoseconds
   */
  MemoryBudget(Runs runs, Settings settings, long heapBytes, LongSupplier ticker) {
    this.runs = runs;
    this.ticker = ticker;
    long quarter = heapBytes / 4;
    long largestPair = HEAP_BYTES * (settings.inputMaxBytes() + settings.outputMaxBytes());
    // One execution may be claimed as long as anything is free: there must be room for it.
    this.most = Math.max(quarter / 2, quarter - largestPair);
    this.largestOutput = Math.min(settings.outputMaxBytes(), most / 8 / HEAP_BYTES);
    long lease = Math.min(settings.lease().toMillis(), WHOLE_LEASE.toMillis());
    this.mostAtOnce = MOST_AT_ONCE * lease / WHOLE_LEASE.toMillis();
  }

  /** Returns how many bytes one transaction may read or write; but always one row. */
  long mostAtOnce() {
    return mostAtOnce;
  }

  /** Returns how many bytes are free; none while the node rests. */
  long free() {
    if (starved && ticker.getAsLong() - starvedAt < REST.toNanos()) {
      return 0;
    }
    return Math.max(0, most - runs.all().stream().mapToLong(this::held).sum());
  }

  /** Returns how many of those that are due, from the first on, may be claimed at once. */
  List<Due> fitting(List<Due> order) {
    long free = free();
    long read = 0;
    long held = 0;
    List<Due> fitting = new ArrayList<>();
    for (Due due : order) {
      read += inReason(due.inputBytes());
      held += HEAP_BYTES * (inReason(due.inputBytes()) + expectedOutput(due.type()));
      boolean fits = read <= mostAtOnce && held <= free;
      if (!fits && !(fitting.isEmpty() && free > 0)) {
        break;
      }
      fitting.add(due);
    }
    return fitting;
  }

  /** Takes note of how a run of that type ended. */
  void ended(String type, Outcome outcome) {
    if (outcome instanceof Outcome.Starved) {
      starvedAt = ticker.getAsLong();
      starved = true;
      lastOutputs.put(type, largestOutput);
    } else if (outcome instanceof Outcome.Completed) {
      lastOutputs.put(type, Math.max(expectedOutput(type) / 2, outcome.bytes()));
    }
  }

  private long held(Run run) {
    Outcome outcome = run.outcome();
    return HEAP_BYTES
        * (outcome == null
            ? inReason(run.claimed().inputBytes()) + expectedOutput(run.type())
            : outcome.bytes());
  }

  /** Somebody may have edited the row. */
  private long inReason(long bytes) {
    return Math.max(0, Math.min(bytes, most));
  }

  private long expectedOutput(String type) {
    return lastOutputs.getOrDefault(type, largestOutput);
  }
}
