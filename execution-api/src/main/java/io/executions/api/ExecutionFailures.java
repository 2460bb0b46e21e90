package io.executions.api;

import java.time.Instant;
import java.util.List;

/**
 * Why executions failed: those that are failed now, the latest {@value #MOST} of them.
 *
 * @param from from when on
 * @param to until when; not part of it
 * @param items the commonest reason first, of equals the latest
 * @param capped whether more failed within that time than were looked at
 */
public record ExecutionFailures(
    Instant from, Instant to, List<FailureGroup> items, boolean capped) {

  /** How many failures are looked at. */
  public static final int MOST = 1000;

  /** Copies the items. */
  public ExecutionFailures {
    items = List.copyOf(items);
  }
}
