package io.executions.bench.service;

import io.executions.api.ExecutionService;
import io.executions.api.ExecutionStats;
import io.executions.api.ExecutionType;
import io.executions.api.NewExecution;
import io.executions.api.ProcessingStatus;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.SettingsChange;
import io.executions.bench.subject.Subject;
import io.executions.bench.subject.Work;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.stream.Collectors;

/** This service, from inside its application. */
final class ServiceSubject implements Subject {
  private final ExecutionService service;
  private final CallerTransaction transaction;

  ServiceSubject(ExecutionService service, CallerTransaction transaction) {
    this.service = service;
    this.transaction = transaction;
  }

  @Override
  public boolean ready() {
    try {
      Set<String> types =
          service.getTypes().stream().map(ExecutionType::type).collect(Collectors.toSet());
      return Arrays.stream(Work.values()).map(Work::label).allMatch(types::contains);
    } catch (ServiceUnavailableException e) {
      return false;
    }
  }

  @Override
  public void limit(int most) {
    service.setMaxConcurrentExecutions(most);
  }

  @Override
  public void drain() {
    ProcessingStatus status = service.getProcessingStatus();
    status.nodes().stream()
        .filter(node -> node.name().equals(status.node()))
        .forEach(node -> service.drainNode(node.id()));
  }

  /** The engine stands still meanwhile, as it would look for what was created. */
  @Override
  public void transactions(int count, int creations) {
    service.shutdown();
    try {
      for (int i = 0; i < count; i++) {
        transaction.run(creations);
      }
    } finally {
      service.initialize();
    }
  }

  @Override
  public void create(Work work) {
    service.createExecution(NewExecution.of(work.label()));
  }

  @Override
  public void fill(Work work, int count) {
    for (int filled = 0; filled < count; filled += ExecutionService.MAX_BULK) {
      int batch = Math.min(ExecutionService.MAX_BULK, count - filled);
      service.createExecutions(Collections.nCopies(batch, NewExecution.of(work.label())));
    }
  }

  @Override
  public void go() {
    service.changeSettings(SettingsChange.none().withPaused(false));
  }

  @Override
  public void hold() {
    service.changeSettings(SettingsChange.none().withPaused(true));
  }

  @Override
  public long open() {
    ExecutionStats stats = service.getExecutionStats();
    return stats.pending() + stats.running();
  }

  @Override
  public void close() {
    // the server ends with its process
  }
}
