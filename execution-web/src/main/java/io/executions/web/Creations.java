package io.executions.web;

import io.executions.api.CreationResult;
import io.executions.api.CreationResults;
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
  public CreationResult createOne(NewExecution execution, IdempotencyKey key) {
    CreationResult result = service.createOrFind(execution);
    List<Integer> existing = result.existing() ? List.of(0) : List.of();
    remember(
        key, new CreationResults(List.of(result.execution().id()), existing), result.replaced());
    return result;
  }

  @Transactional
  public CreationResults createBatch(List<NewExecution> executions, IdempotencyKey key) {
    CreationResults results = service.createOrFindAll(executions);
    remember(key, results, false);
    return results;
  }

  private void remember(IdempotencyKey key, CreationResults results, boolean replaced) {
    keys.remember(
        key.caller(),
        key.key(),
        new IdempotencyKeys.Creation(key.requestHash(), results, replaced));
  }
}
