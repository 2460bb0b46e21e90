package io.executions.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the engine sees at one glance at the database.
 *
 * @param limit how many executions may run in the whole cluster
 * @param paused whether claims stop
 * @param running how many executions run in the whole cluster
 * @param due whether an execution of one of the node's types is due
 * @param promotable whether an execution that waited for its time has reached it and must be made
 *     due
 * @param nextDueInMicros how long until another waiting execution is due, a schedule's time comes,
 *     or something expires
 * @param expired whether something that has not started may have expired
 * @param schedulesDue whether a schedule is to create something now
 * @param schedulesWait whether the time of some schedule waits for the end of an execution
 * @param deltas whether totals are waiting to be folded
 * @param listened whether moves are written down, since somebody listens
 * @param untold whether those who listen have still to be told of moves outside the gate
 * @param bulks whether there is a bulk that the node that looks owns, or may take over
 * @param releasing whether a walk over blocked keys is to go on
 * @param orphans whether executions are running for nodes that are gone
 * @param beats the beats of all living nodes
 * @param mine the running executions of the node that looks
 */
public record Snapshot(
    int limit,
    boolean paused,
    long running,
    boolean due,
    boolean promotable,
    OptionalLong nextDueInMicros,
    boolean expired,
    boolean schedulesDue,
    boolean schedulesWait,
    boolean deltas,
    boolean listened,
    boolean untold,
    boolean bulks,
    boolean releasing,
    boolean orphans,
    List<Beat> beats,
    List<MyRun> mine) {

  /**
   * Returns what a node still knows some time after this snapshot: settings, beats and due times,
   * and nothing else that it saw.
   *
   * @param due whether to expect that something is due
   */
  public Snapshot later(Duration since, boolean due) {
    long micros = since.toNanos() / 1000;
    OptionalLong nextDue =
        nextDueInMicros.isPresent()
            ? OptionalLong.of(Math.max(0, nextDueInMicros.getAsLong() - micros))
            : nextDueInMicros;
    return new Snapshot(
        limit,
        paused,
        0,
        due,
        false,
        nextDue,
        false,
        false,
        schedulesWait,
        deltas,
        listened,
        false,
        false,
        false,
        false,
        beats,
        List.of());
  }

  /** Returns whether that node is among the living. */
  public boolean shows(long nodeId) {
    return beats.stream().anyMatch(beat -> beat.nodeId() == nodeId);
  }

  /** Returns whether that node is to claim nothing more. */
  public boolean drains(long nodeId) {
    return beats.stream().anyMatch(beat -> beat.nodeId() == nodeId && beat.draining());
  }

  /**
   * How far a living node's beat has come.
   *
   * @param nodeId the node
   * @param beat its counter
   * @param draining whether it is to claim nothing more
   * @param lease how long its beat may stand still, as it was told itself
   * @param hearsAt where it hears hints, host and port
   */
  public record Beat(
      long nodeId, long beat, boolean draining, Duration lease, Optional<String> hearsAt) {}

  /**
   * A running row of the node that looks.
   *
   * @param id the execution
   * @param attempt its attempt
   * @param cancelRequested whether somebody asked to cancel it
   */
  public record MyRun(long id, int attempt, boolean cancelRequested) {}
}
