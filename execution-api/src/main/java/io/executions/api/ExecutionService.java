package io.executions.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Creates, finds and steers executions. Inject it; all methods may be called by any number of
 * threads. Work is found by polling the database, so nothing here holds a queue. What is done to
 * many executions at once is told at {@link BulkService}, what concerns nodes and settings at
 * {@link ClusterService}, queues at {@link QueueService}, and schedules at {@link ScheduleService};
 * an application may also inject these.
 *
 * <p>All methods throw {@link ServiceUnavailableException} while the database is away.
 */
public interface ExecutionService
    extends BulkService, ClusterService, QueueService, ScheduleService {
  /** The most executions that one call creates. */
  int MAX_BULK = 1000;

  /**
   * Creates an execution. Joins the caller's JTA transaction, if any: a rollback leaves nothing,
   * and nothing starts before the commit. Without one, it is committed when this returns.
   *
   * @return the execution; while another one has its {@linkplain NewExecution#unique() unique key},
   *     that one
   * @throws InvalidRequestException if anything is wrong with it, naming all faults
   * @throws TooLargeException if the input is too large
   * @throws DuplicateExecutionException if another one has its unique key, and it is to be rejected
   * @throws KeyBusyException if a transaction that has not ended holds its unique key
   */
  default Execution createExecution(NewExecution execution) {
    return createOrFind(execution).execution();
  }

  /** Does the same as {@link #createExecution}, and tells whether the execution is a new one. */
  CreationResult createOrFind(NewExecution execution);

  /**
   * Creates several executions, all or none, like {@link #createExecution}.
   *
   * @param executions 1 to {@value #MAX_BULK}
   * @return their ids, in the order given
   * @throws InvalidRequestException naming all faults, with pointers such as {@code /items/3/type}
   * @throws TooLargeException if an input is too large
   * @throws DuplicateExecutionException as for one; it names all that are to be rejected
   * @throws KeyBusyException as for one
   */
  default List<Long> createExecutions(List<NewExecution> executions) {
    return createOrFindAll(executions).ids();
  }

  /** Does the same as {@link #createExecutions}, and tells which executions are new ones. */
  CreationResults createOrFindAll(List<NewExecution> executions);

  /**
   * Returns what {@link #createExecutions} would refuse in each, but for its size; nothing is
   * stored. For callers that have found faults in a request and want to name all of them at once.
   *
   * @return for each, in the order given, the faults with pointers such as {@code /type} and {@code
   *     /input/url}, until {@value Faults#MOST} have been found
   */
  List<List<Fault>> check(List<NewExecution> executions);

  /** Returns how large an input may be, in bytes of UTF-8 as it is stored; 1 MiB by default. */
  long getMaxInputBytes();

  /** Returns how often this node asks the database for work; every 2 seconds by default. */
  Duration getPollInterval();

  /** Returns the execution, or empty when there is none. */
  Optional<Execution> getExecution(long id);

  /**
   * Returns the executions as they stand now, in no particular order, without those that are gone.
   * Their outputs are left out, and their inputs are those given, so that it is quick however large
   * they are. For callers that wait for many.
   */
  List<Execution> refresh(List<Execution> executions);

  /**
   * Returns the first {@value ExecutionQuery#DEFAULT_LIMIT} of these executions, newest first.
   *
   * @throws InvalidRequestException if filters do not go together, naming all faults
   */
  default ExecutionPage getExecutions(ExecutionFilter filter) {
    return getExecutions(ExecutionQuery.of(filter));
  }

  /**
   * Returns a page of executions.
   *
   * @throws InvalidRequestException if anything is wrong with the query, or does not go together,
   *     naming all faults
   */
  ExecutionPage getExecutions(ExecutionQuery query);

  /**
   * Returns what {@link #getExecutions(ExecutionQuery)} would refuse; no execution is read. For
   * callers that have found faults in a request and want to name all of them at once.
   *
   * @return the faults, with pointers such as {@code /limit} and {@code /createdAfter}
   */
  List<Fault> check(ExecutionQuery query);

  /**
   * Returns the attempts of an execution, ascending, the running one last.
   *
   * @throws ExecutionNotFoundException if there is no such execution
   */
  List<Attempt> getAttempts(long id);

  /** Returns how many executions there are in each status; of pending ones, up to 10,000. */
  ExecutionStats getExecutionStats();

  /**
   * Returns how many executions ended when, and how long they took. Each end is counted in the
   * transaction that makes it, so counts are exact, and asking is cheap however many there are.
   *
   * @throws InvalidRequestException if the filter asks for more figures than are returned at once,
   *     or for finer ones than are kept, naming all faults
   */
  ExecutionSeries getExecutionSeries(SeriesFilter filter);

  /**
   * Returns why executions failed lately: the latest {@value ExecutionFailures#MOST} of a time, by
   * type and reason.
   *
   * @throws InvalidRequestException if the filter's time does not begin before it ends
   */
  ExecutionFailures getExecutionFailures(FailureFilter filter);

  /**
   * Cancels an execution: a pending one at once; of a running one the handler is told to stop, and
   * it becomes cancelled when the handler has ended without completing. Asking again is harmless.
   * Commits by itself, whatever transaction the caller has.
   *
   * @return the execution, now {@code CANCELLED} or {@code RUNNING}
   * @throws ExecutionNotFoundException if there is no such execution
   * @throws IllegalMoveException if it has ended
   */
  Execution cancelExecution(long id);

  /**
   * Does what {@link #cancelExecution(long)} does for somebody else.
   *
   * @param by who that is, for the log and the audit; no secret
   */
  Execution cancelExecution(long id, String by);

  /**
   * Makes a failed or cancelled execution pending again, with a fresh budget of attempts. Commits
   * by itself, whatever transaction the caller has.
   *
   * @throws ExecutionNotFoundException if there is no such execution
   * @throws IllegalMoveException if it has neither failed nor been cancelled
   */
  Execution retryExecution(long id);

  /**
   * Does what {@link #retryExecution(long)} does for somebody else.
   *
   * @param by who that is, for the log and the audit; no secret
   */
  Execution retryExecution(long id, String by);

  /**
   * Changes a pending execution. Commits by itself, whatever transaction the caller has.
   *
   * @return the execution after the change
   * @throws InvalidRequestException if a value is out of range, naming all faults
   * @throws ExecutionNotFoundException if there is no such execution
   * @throws IllegalMoveException if it is not pending
   */
  Execution changeExecution(long id, ExecutionChange change);

  /**
   * Does what {@link #changeExecution(long, ExecutionChange)} does for somebody else.
   *
   * @param revisions the revisions that the execution may have; any if there are none
   * @param by who that is, for the log; no secret
   * @throws RevisionChangedException if the execution has another revision
   */
  Execution changeExecution(long id, ExecutionChange change, Set<Integer> revisions, String by);

  /**
   * Returns what {@link #changeExecution(long, ExecutionChange)} would refuse in the change itself;
   * for callers that have found faults in a request and want to name all of them at once.
   *
   * @return the faults, with pointers such as {@code /priority}
   */
  List<Fault> check(ExecutionChange change);

  /**
   * Removes an execution that has ended, with its attempts. Commits by itself, whatever transaction
   * the caller has.
   *
   * @throws ExecutionNotFoundException if there is no such execution
   * @throws IllegalMoveException if it has not ended, or the database refuses to remove it since
   *     other rows refer to it
   */
  void deleteExecution(long id);

  /**
   * Does what {@link #deleteExecution(long)} does for somebody else.
   *
   * @param by who that is, for the log; no secret
   */
  void deleteExecution(long id, String by);

  /**
   * Sets how many executions may run at the same time in the whole cluster. A lower limit stops new
   * claims until there is room; it ends nothing.
   *
   * @param limit 1 to {@value ClusterSettings#MAX_LIMIT}
   * @throws InvalidRequestException if it is not
   */
  default void setMaxConcurrentExecutions(int limit) {
    changeSettings(new SettingsChange(Optional.of(limit), Optional.empty(), Optional.empty()));
  }

  /** Returns how many executions may run at the same time in the whole cluster. */
  default int getMaxConcurrentExecutions() {
    return getSettings().maxConcurrentExecutions();
  }

  /** Returns what the service is doing now, with the nodes that live. */
  default ProcessingStatus getProcessingStatus() {
    return getProcessingStatus(NodeFilter.LIVING);
  }

  /**
   * Returns what the service is doing now.
   *
   * @param nodes which nodes it lists
   */
  ProcessingStatus getProcessingStatus(NodeFilter nodes);

  /**
   * Takes up interrupted executions of this node, starts polling, and marks this node initialized.
   * Happens by itself at deployment. Does nothing when it has happened already. While the database
   * is away it returns, and polling begins by itself when the database is there.
   */
  void initialize();

  /**
   * Stops polling, marks this node not initialized, and lets running handlers finish within the
   * grace, 20 seconds by default. Happens by itself at undeployment. {@link #initialize()} starts
   * again.
   */
  void shutdown();
}
