package io.executions.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which executions are meant: those for which all of this is so. Immutable: each {@code with}
 * method returns a changed copy.
 *
 * @param statuses only these; all when empty
 * @param type only this type
 * @param created only those that were created then
 * @param finished only those that came to their final status then
 * @param node only those which the node of that name runs or ran last
 * @param retried whether only those with more than one attempt
 * @param errorPrefix only those whose error message begins with that, byte for byte
 * @param overdue whether only those that run although their handler was told to stop
 * @param schedule only those that the schedule of that name created
 */
public record ExecutionFilter(
    Set<ExecutionStatus> statuses,
    Optional<String> type,
    TimeRange created,
    TimeRange finished,
    Optional<String> node,
    boolean retried,
    Optional<String> errorPrefix,
    boolean overdue,
    Optional<String> schedule) {

  private static final int LONGEST_NODE = 100;
  private static final int LONGEST_PREFIX = 1000;

  /** Copies the statuses. */
  public ExecutionFilter {
    statuses = Set.copyOf(statuses);
  }

  /** Returns the filter that lets all through, to go on from. */
  public static ExecutionFilter all() {
    return new ExecutionFilter(
        Set.of(),
        Optional.empty(),
        TimeRange.ALL,
        TimeRange.ALL,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** Returns a copy for these statuses only. */
  public ExecutionFilter withStatuses(ExecutionStatus first, ExecutionStatus... rest) {
    return new ExecutionFilter(
        EnumSet.of(first, rest),
        type,
        created,
        finished,
        node,
        retried,
        errorPrefix,
        overdue,
        schedule);
  }

  /** Returns a copy for this type only. */
  public ExecutionFilter withType(String newType) {
    return new ExecutionFilter(
        statuses,
        Optional.of(newType),
        created,
        finished,
        node,
        retried,
        errorPrefix,
        overdue,
        schedule);
  }

  /** Returns a copy for what was created then. */
  public ExecutionFilter withCreated(TimeRange range) {
    return new ExecutionFilter(
        statuses, type, range, finished, node, retried, errorPrefix, overdue, schedule);
  }

  /** Returns a copy for what came to its final status then. */
  public ExecutionFilter withFinished(TimeRange range) {
    return new ExecutionFilter(
        statuses, type, created, range, node, retried, errorPrefix, overdue, schedule);
  }

  /** Returns a copy for what the node of that name runs or ran last. */
  public ExecutionFilter withNode(String name) {
    return new ExecutionFilter(
        statuses,
        type,
        created,
        finished,
        Optional.of(name),
        retried,
        errorPrefix,
        overdue,
        schedule);
  }

  /** Returns a copy for executions that have had more than one attempt. */
  public ExecutionFilter withRetried() {
    return new ExecutionFilter(
        statuses, type, created, finished, node, true, errorPrefix, overdue, schedule);
  }

  /** Returns a copy for what has an error message that begins with that. */
  public ExecutionFilter withErrorPrefix(String prefix) {
    return new ExecutionFilter(
        statuses, type, created, finished, node, retried, Optional.of(prefix), overdue, schedule);
  }

  /** Returns a copy for what runs although its handler was told to stop. */
  public ExecutionFilter withOverdue() {
    return new ExecutionFilter(
        statuses, type, created, finished, node, retried, errorPrefix, true, schedule);
  }

  /** Returns a copy for what the schedule of that name created. */
  public ExecutionFilter withSchedule(String name) {
    return new ExecutionFilter(
        statuses, type, created, finished, node, retried, errorPrefix, overdue, Optional.of(name));
  }

  /**
   * Returns all that is wrong with it by itself, whatever it is used for, with pointers such as
   * {@code /node} and {@code /createdBefore}.
   */
  public List<Fault> faults() {
    Faults faults = new Faults();
    if (type.isPresent() && !TypeName.isLegal(type.get())) {
      faults.add("/type", TypeName.RULE);
    }
    if (schedule.isPresent() && !TypeName.isLegal(schedule.get())) {
      faults.add("/schedule", TypeName.RULE);
    }
    node.ifPresent(given -> check("/node", given, LONGEST_NODE, faults));
    errorPrefix.ifPresent(given -> check("/errorPrefix", given, LONGEST_PREFIX, faults));
    if (created.isEmpty()) {
      faults.add("/createdBefore", "must be after createdAfter");
    }
    if (finished.isEmpty()) {
      faults.add("/finishedBefore", "must be after finishedAfter");
    }
    return faults.all();
  }

  private static void check(String pointer, String text, int most, Faults faults) {
    if (text.isEmpty() || text.codePointCount(0, text.length()) > most || text.indexOf(0) >= 0) {
      faults.add(pointer, "must have 1 to %d characters, none of them 0".formatted(most));
    }
  }

  /** Returns whether all executions get through. */
  public boolean letsAllThrough() {
    return equals(all());
  }
}
