package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import io.executions.api.port.IdempotencyKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Creates executions and remembers the key they came under in one transaction. */
@ApplicationScoped
class Creations {
  private final ExecutionService service;
  private final IdempotencyKeys keys;

  /** For the proxy only. */
  protected Creations() {
    this(null, null);
  }

  @Inject
  Creations(ExecutionService service, IdempotencyKeys keys) {
    this.service = service;
    this.keys = keys;
  }

  @Transactional
  public Execution createOne(NewExecution execution, IdempotencyKey key) {
    Execution created = service.createExecution(execution);
    remember(key, List.of(created.id()));
    return created;
  }

  @Transactional
  public List<Long> createBatch(List<NewExecution> executions, IdempotencyKey key) {
    List<Long> ids = service.createExecutions(executions);
    remember(key, ids);
    return ids;
  }

  private void remember(IdempotencyKey key, List<Long> ids) {
    keys.remember(key.caller(), key.key(), new IdempotencyKeys.Creation(key.requestHash(), ids));
  }
}
