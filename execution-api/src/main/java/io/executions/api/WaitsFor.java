package io.executions.api;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a pending execution has not started, as it was when somebody asked; nothing of it is stored.
 *
 * @param reason the first one that holds, in the order of {@link Reason}
 * @param limit how many may run at once, where it waits for a limit
 * @param running how many run of those that the limit is about
 * @param until when it may start, where it waits for a time
 * @param ahead how many of its key, or else of its type and queue, come before it; up to {@value
 *     #AHEAD_CAP}
 */
public record WaitsFor(
    Reason reason,
    Optional<Integer> limit,
    Optional<Long> running,
    Optional<Instant> until,
    Optional<Long> ahead) {

  /** Those ahead are counted up to so many. */
  public static final int AHEAD_CAP = 1000;

  /** What it waits for. */
  public enum Reason {
    /** The cluster is paused. */
    PAUSED,
    /** Its time has not come. */
    DUE_LATER,
    /** Its queue is paused. */
    QUEUE_PAUSED,
    /** No node that polls handles its type and serves its queue. */
    NO_NODE,
    /** As many of its key run as its queue lets run. */
    KEY_LIMIT,
    /** The rate of its queue lets none start now. */
    RATE,
    /** As many of its queue run as may. */
    QUEUE_LIMIT,
    /** As many run in the cluster as may. */
    LIMIT;

    /** Returns the name in JSON. */
    public String jsonName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the reason of that name in JSON, if there is one. */
    public static Optional<Reason> fromJsonName(String text) {
      return Arrays.stream(values()).filter(each -> each.jsonName().equals(text)).findFirst();
    }
  }

  /** Returns one that tells no more than the reason. */
  public static WaitsFor of(Reason reason) {
    return new WaitsFor(
        reason, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns one for a time. */
  public static WaitsFor until(Reason reason, Instant time) {
    return new WaitsFor(
        reason, Optional.empty(), Optional.empty(), Optional.of(time), Optional.empty());
  }

  /** Returns one for a limit. */
  public static WaitsFor limit(Reason reason, int limit, long running, long ahead) {
    return new WaitsFor(
        reason, Optional.of(limit), Optional.of(running), Optional.empty(), Optional.of(ahead));
  }
}
