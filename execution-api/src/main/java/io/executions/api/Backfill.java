package io.executions.api;

import java.time.Instant;

/**
 * A stretch of the past whose times a schedule is to create executions for, as far as it has none
 * yet.
 *
 * @param from from when on, that moment included; not before what is remembered, which is 90 days
 *     longer than executions are kept
 * @param to until when, that moment not included; after {@code from}, and not in the future
 */
public record Backfill(Instant from, Instant to) {
  /** How many times it may hold; fewer where the inputs are large. */
  public static final int MAX_TIMES = 1000;

  /** How many bytes all the inputs that it creates may have together. */
  public static final long MAX_BYTES = 8L << 20;
}
