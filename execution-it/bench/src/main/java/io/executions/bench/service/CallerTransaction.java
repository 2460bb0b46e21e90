package io.executions.bench.service;

import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import io.executions.bench.subject.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** A caller's transaction. */
@ApplicationScoped
public class CallerTransaction {
  @Inject private ExecutionService service;

  /** Creates so many. */
  @Transactional
  public void run(int creations) {
    for (int i = 0; i < creations; i++) {
      service.createExecution(NewExecution.of(Work.NOTHING.label()));
    }
  }
}
