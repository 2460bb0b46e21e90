package io.executions.service;

import io.executions.api.Attempt;
import io.executions.api.Bulk;
import io.executions.api.BulkCount;
import io.executions.api.BulkPage;
import io.executions.api.BulkVerb;
import io.executions.api.ClusterSettings;
import io.executions.api.CreationResult;
import io.executions.api.CreationResults;
import io.executions.api.Execution;
import io.executions.api.ExecutionChange;
import io.executions.api.ExecutionFailures;
import io.executions.api.ExecutionPage;
import io.executions.api.ExecutionQuery;
import io.executions.api.ExecutionSelection;
import io.executions.api.ExecutionSeries;
import io.executions.api.ExecutionService;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionStatus;
import io.executions.api.ExecutionType;
import io.executions.api.FailureFilter;
import io.executions.api.Fault;
import io.executions.api.NewExecution;
import io.executions.api.Node;
import io.executions.api.NodeFilter;
import io.executions.api.ProcessingStatus;
import io.executions.api.SeriesFilter;
import io.executions.api.SettingsChange;
import io.executions.engine.ExecutionPoller;
import io.executions.settings.Settings;
import io.executions.store.Bulks;
import io.executions.store.Cluster;
import io.executions.store.Executions;
import io.executions.store.FailureQuery;
import io.executions.store.SeriesQuery;
import io.executions.store.StatsQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The service itself: checks what it is asked, reads and creates, and leaves what people change to
 * {@link Steering}.
 */
@ApplicationScoped
class DatabaseExecutionService extends QueueVerbs implements ExecutionService {
  @Inject private Settings settings;
  @Inject private RequestCheck check;
  @Inject private QueryCheck queries;
  @Inject private QueueOfType queueOfType;
  @Inject private DatabaseCall database;
  @Inject private Executions executions;
  @Inject private ToldCreation creation;
  @Inject private Bulks bulks;
  @Inject private StatsQuery figures;
  @Inject private SeriesQuery series;
  @Inject private FailureQuery failures;
  @Inject private Cluster cluster;
  @Inject private Steering steering;
  @Inject private ExecutionPoller poller;
  @Inject private CurrentStatus status;

  @Override
  public CreationResult createOrFind(NewExecution execution) {
    check.creation(execution);
    return creation.one(queueOfType.place(List.of(execution)).get(0));
  }

  @Override
  public CreationResults createOrFindAll(List<NewExecution> items) {
    check.creations(items);
    return creation.all(queueOfType.place(items));
  }

  @Override
  public List<List<Fault>> check(List<NewExecution> executions) {
    return check.faults(executions);
  }

  @Override
  public long getMaxInputBytes() {
    return settings.inputMaxBytes();
  }

  @Override
  public Optional<Execution> getExecution(long id) {
    return database.call(() -> executions.find(id).map(this::withWait));
  }

  private Execution withWait(Execution execution) {
    return execution.status() == ExecutionStatus.PENDING
        ? execution.waitingFor(executions.waitsFor(execution.id()))
        : execution;
  }

  @Override
  public List<Execution> refresh(List<Execution> known) {
    return database.call(() -> executions.refresh(known));
  }

  @Override
  public Duration getPollInterval() {
    return settings.pollInterval();
  }

  @Override
  public ExecutionPage getExecutions(ExecutionQuery query) {
    queries.check(query);
    return database.call(() -> executions.page(query));
  }

  @Override
  public List<Fault> check(ExecutionQuery query) {
    return queries.faults(query);
  }

  @Override
  public List<Attempt> getAttempts(long id) {
    return database.call(() -> executions.attempts(id));
  }

  @Override
  public ExecutionStats getExecutionStats() {
    return database.call(figures::stats);
  }

  @Override
  public ExecutionSeries getExecutionSeries(SeriesFilter filter) {
    return database.call(() -> series.series(filter));
  }

  @Override
  public ExecutionFailures getExecutionFailures(FailureFilter filter) {
    return database.call(() -> failures.failures(filter));
  }

  @Override
  public Execution cancelExecution(long id) {
    return cancelExecution(id, SOMEBODY);
  }

  @Override
  public Execution cancelExecution(long id, String by) {
    return inNameOf(by, () -> steering.cancel(id, by));
  }

  @Override
  public Execution retryExecution(long id) {
    return retryExecution(id, SOMEBODY);
  }

  @Override
  public Execution retryExecution(long id, String by) {
    return inNameOf(by, () -> steering.retry(id, by));
  }

  @Override
  public Execution changeExecution(long id, ExecutionChange change) {
    return changeExecution(id, change, Set.of(), SOMEBODY);
  }

  @Override
  public Execution changeExecution(
      long id, ExecutionChange change, Set<Integer> revisions, String by) {
    check.change(change);
    return inNameOf(by, () -> steering.change(id, change, revisions, by));
  }

  @Override
  public List<Fault> check(ExecutionChange change) {
    return check.faults(change);
  }

  @Override
  public void deleteExecution(long id) {
    deleteExecution(id, SOMEBODY);
  }

  @Override
  public void deleteExecution(long id, String by) {
    inNameOf(by, () -> steering.delete(id, by));
  }

  @Override
  public Bulk createBulk(BulkVerb verb, ExecutionSelection selection, String by) {
    check.bulk(verb, selection);
    return inNameOf(by, () -> steering.begin(verb, selection, by));
  }

  @Override
  public BulkCount countBulk(BulkVerb verb, ExecutionSelection selection) {
    check.bulk(verb, selection);
    return database.call(() -> bulks.count(verb, selection));
  }

  @Override
  public Optional<Bulk> getBulk(long id) {
    return database.call(() -> bulks.find(id));
  }

  @Override
  public BulkPage getBulks(int limit, Optional<String> cursor) {
    check.page(limit);
    return database.call(() -> bulks.page(limit, cursor));
  }

  @Override
  public Bulk stopBulk(long id, String by) {
    return inNameOf(by, () -> steering.stop(id, by));
  }

  @Override
  public ClusterSettings getSettings() {
    return database.call(cluster::settings);
  }

  @Override
  public ClusterSettings changeSettings(SettingsChange change) {
    return changeSettings(change, APPLICATION);
  }

  @Override
  public ClusterSettings changeSettings(SettingsChange change, String by) {
    check.settings(change);
    return inNameOf(by, () -> steering.change(change, by));
  }

  @Override
  public ProcessingStatus getProcessingStatus(NodeFilter nodes) {
    return status.now(nodes);
  }

  @Override
  public Node drainNode(long id) {
    return drainNode(id, APPLICATION);
  }

  @Override
  public Node drainNode(long id, String by) {
    return inNameOf(by, () -> steering.drain(id, by));
  }

  @Override
  public Node resumeNode(long id) {
    return resumeNode(id, APPLICATION);
  }

  @Override
  public Node resumeNode(long id, String by) {
    return inNameOf(by, () -> steering.resume(id, by));
  }

  @Override
  public Node pollNode(long id) {
    return steering.poll(id);
  }

  @Override
  public List<ExecutionType> getTypes() {
    return database.call(cluster::types);
  }

  @Override
  public void initialize() {
    poller.initialize();
  }

  @Override
  public void shutdown() {
    poller.shutdown();
  }
}
