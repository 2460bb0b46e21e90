package io.executions.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param tag only those with that tag
 * @param queue only those in that queue
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
    Optional<String> schedule,
    Optional<String> tag,
    Optional<String> queue) {

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
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a copy for these statuses only. */
  public ExecutionFilter withStatuses(ExecutionStatus first, ExecutionStatus... rest) {
    return with(draft -> draft.statuses = EnumSet.of(first, rest));
  }

  /** Returns a copy for this type only. */
  public ExecutionFilter withType(String newType) {
    return with(draft -> draft.type = Optional.of(newType));
  }

  /** Returns a copy for what was created then. */
  public ExecutionFilter withCreated(TimeRange range) {
    return with(draft -> draft.created = range);
  }

  /** Returns a copy for what came to its final status then. */
  public ExecutionFilter withFinished(TimeRange range) {
    return with(draft -> draft.finished = range);
  }

  /** Returns a copy for what the node of that name runs or ran last. */
  public ExecutionFilter withNode(String name) {
    return with(draft -> draft.node = Optional.of(name));
  }

  /** Returns a copy for executions that have had more than one attempt. */
  public ExecutionFilter withRetried() {
    return with(draft -> draft.retried = true);
  }

  /** Returns a copy for what has an error message that begins with that. */
  public ExecutionFilter withErrorPrefix(String prefix) {
    return with(draft -> draft.errorPrefix = Optional.of(prefix));
  }

  /** Returns a copy for what runs although its handler was told to stop. */
  public ExecutionFilter withOverdue() {
    return with(draft -> draft.overdue = true);
  }

  /** Returns a copy for what the schedule of that name created. */
  public ExecutionFilter withSchedule(String name) {
    return with(draft -> draft.schedule = Optional.of(name));
  }

  /** Returns a copy for what has that tag. */
  public ExecutionFilter withTag(String newTag) {
    return with(draft -> draft.tag = Optional.of(newTag));
  }

  /** Returns a copy for what is in that queue. */
  public ExecutionFilter withQueue(String name) {
    return with(draft -> draft.queue = Optional.of(name));
  }

  private ExecutionFilter with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.filter();
  }

  /**
   * Returns all that is wrong with it by itself, whatever it is used for, with pointers such as
   * {@code /node} and {@code /createdBefore}.
   */
  public List<Fault> faults() {
    Faults faults = new Faults();
    checkName("/type", type, faults);
    checkName("/schedule", schedule, faults);
    checkName("/queue", queue, faults);
    if (tag.isPresent() && !TagName.isLegal(tag.get())) {
      faults.add("/tag", TagName.RULE);
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

  private static void checkName(String pointer, Optional<String> name, Faults faults) {
    if (name.isPresent() && !TypeName.isLegal(name.get())) {
      faults.add(pointer, TypeName.RULE);
    }
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

  /** A copy while it is changed. */
  private static final class Draft {
    private Set<ExecutionStatus> statuses;
    private Optional<String> type;
    private TimeRange created;
    private TimeRange finished;
    private Optional<String> node;
    private boolean retried;
    private Optional<String> errorPrefix;
    private boolean overdue;
    private Optional<String> schedule;
    private Optional<String> tag;
    private Optional<String> queue;

    private Draft(ExecutionFilter from) {
      statuses = from.statuses;
      type = from.type;
      created = from.created;
      finished = from.finished;
      node = from.node;
      retried = from.retried;
      errorPrefix = from.errorPrefix;
      overdue = from.overdue;
      schedule = from.schedule;
      tag = from.tag;
      queue = from.queue;
    }

    private ExecutionFilter filter() {
      return new ExecutionFilter(
          statuses,
          type,
          created,
          finished,
          node,
          retried,
          errorPrefix,
          overdue,
          schedule,
          tag,
          queue);
    }
  }
}
