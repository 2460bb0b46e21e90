package io.executions.web;

import io.executions.api.CreationResult;
import io.executions.api.CreationResults;
import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.KeyBusyException;
import io.executions.api.NewExecution;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.IdempotencyKeys;
import io.executions.api.port.IdempotencyKeys.IdempotencyKeyBusyException;
import io.executions.api.port.IdempotencyKeys.KeyTakenException;
import io.executions.web.problem.ProblemAnswer;
import io.executions.web.problem.ProblemAnswerException;
import io.executions.web.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Creates executions once for each idempotency key, however often a request is repeated. */
@ApplicationScoped
class IdempotentCreation {
  private static final int MAX_TRIES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final IdempotencyKeyTurns turns = new IdempotencyKeyTurns(PATIENCE);
  private final ExecutionService service;
  private final IdempotencyKeys keys;
  private final Creations creations;

  /** For the proxy only. */
  protected IdempotentCreation() {
    this(null, null, null);
  }

  @Inject
  IdempotentCreation(ExecutionService service, IdempotencyKeys keys, Creations creations) {
    this.service = service;
    this.keys = keys;
    this.creations = creations;
  }

  /**
   * What a creation came to.
   *
   * @param results the executions, in the order given, and which of them were there already
   * @param execution the only one; empty for a batch, and when retention has removed it
   * @param replaced whether the only one was there already, and was changed
   * @param replayed whether an earlier request did all that
   */
  record Result(
      CreationResults results, Optional<Execution> execution, boolean replaced, boolean replayed) {
    List<Long> ids() {
      return results.ids();
    }

    /** Returns whether the only one was there already, and is as it was. */
    boolean existing() {
      return !results.existing().isEmpty();
    }

    int status() {
      return existing() || replaced ? 200 : 201;
    }
  }

  public Result createOne(NewExecution execution, Optional<IdempotencyKey> key) {
    return key.map(
            given -> once(given, this::replayOne, () -> one(creations.createOne(execution, given))))
        .orElseGet(() -> one(service.createOrFind(execution)));
  }

  public Result createBatch(List<NewExecution> executions, Optional<IdempotencyKey> key) {
    return key.map(
            given ->
                once(
                    given,
                    earlier -> batch(earlier.results(), true),
                    () -> batch(creations.createBatch(executions, given), false)))
        .orElseGet(() -> batch(service.createOrFindAll(executions), false));
  }

  /**
   * Where a commit fails, or its answer is lost, a repeat under the same key finds out what became
   * of it. On Galera, the second of two with one key fails at its commit.
   */
  private Result once(
      IdempotencyKey key,
      Function<IdempotencyKeys.Creation, Result> replay,
      Supplier<Result> create) {
    try {
      return turns.take(key.caller() + '\n' + key.key(), () -> tryOnce(key, replay, create));
    } catch (TransactionalException e) {
      throw new ServiceUnavailableException("The creation could not be committed", e);
    }
  }

  private Result tryOnce(
      IdempotencyKey key,
      Function<IdempotencyKeys.Creation, Result> replay,
      Supplier<Result> create) {
    RuntimeException last = null;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<IdempotencyKeys.Creation> earlier = createdBefore(key);
      if (earlier.isPresent()) {
        return replay.apply(earlier.get());
      }
      try {
        return create.get();
      } catch (KeyTakenException | TransactionalException | KeyBusyException e) {
        last = e;
      }
    }
    throw last instanceof KeyTakenException ? new IdempotencyKeyBusyException(last) : last;
  }

  private Optional<IdempotencyKeys.Creation> createdBefore(IdempotencyKey key) {
    Optional<IdempotencyKeys.Creation> earlier = keys.find(key.caller(), key.key());
    if (earlier.isPresent() && !earlier.get().requestHash().equals(key.requestHash())) {
      throw new ProblemAnswerException(
          ProblemAnswer.of(
              ProblemType.KEY_REUSED,
              "This idempotency key was given with another request within 24 hours."));
    }
    return earlier;
  }

  private static Result one(CreationResult result) {
    List<Integer> existing = result.existing() ? List.of(0) : List.of();
    return new Result(
        new CreationResults(List.of(result.execution().id()), existing),
        Optional.of(result.execution()),
        result.replaced(),
        false);
  }

  private Result replayOne(IdempotencyKeys.Creation earlier) {
    Optional<Execution> now =
        service
            .getExecution(earlier.results().ids().get(0))
            .map(execution -> execution.waitingFor(Optional.empty()));
    return new Result(earlier.results(), now, earlier.replaced(), true);
  }

  private static Result batch(CreationResults results, boolean replayed) {
    return new Result(results, Optional.empty(), false, replayed);
  }
}
