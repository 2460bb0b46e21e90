package io.executions.web;

import io.executions.api.Execution;
import io.executions.api.ExecutionService;
import io.executions.api.NewExecution;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.port.IdempotencyKeys;
import io.executions.api.port.IdempotencyKeys.KeyBusyException;
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
   * @param ids the executions, in the order given
   * @param execution the only one; empty for a batch, and when retention has removed it
   * @param replayed whether an earlier request created them
   */
  record Result(List<Long> ids, Optional<Execution> execution, boolean replayed) {}

  public Result createOne(NewExecution execution, Optional<IdempotencyKey> key) {
    return key.map(
            given -> once(given, this::replayOne, () -> one(creations.createOne(execution, given))))
        .orElseGet(() -> one(service.createExecution(execution)));
  }

  public Result createBatch(List<NewExecution> executions, Optional<IdempotencyKey> key) {
    return key.map(
            given ->
                once(
                    given,
                    ids -> batch(ids, true),
                    () -> batch(creations.createBatch(executions, given), false)))
        .orElseGet(() -> batch(service.createExecutions(executions), false));
  }

  /**
   * Where a commit fails, or its answer is lost, a repeat under the same key finds out what became
   * of it. On Galera, the second of two with one key fails at its commit.
   */
  private Result once(
      IdempotencyKey key, Function<List<Long>, Result> replay, Supplier<Result> create) {
    try {
      return turns.take(key.caller() + '\n' + key.key(), () -> tryOnce(key, replay, create));
    } catch (TransactionalException e) {
      throw new ServiceUnavailableException("The creation could not be committed", e);
    }
  }

  private Result tryOnce(
      IdempotencyKey key, Function<List<Long>, Result> replay, Supplier<Result> create) {
    RuntimeException last = null;
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<List<Long>> earlier = createdBefore(key);
      if (earlier.isPresent()) {
        return replay.apply(earlier.get());
      }
      try {
        return create.get();
      } catch (KeyTakenException | TransactionalException e) {
        last = e;
      }
    }
    throw last instanceof TransactionalException ? last : new KeyBusyException(last);
  }

  private Optional<List<Long>> createdBefore(IdempotencyKey key) {
    Optional<IdempotencyKeys.Creation> earlier = keys.find(key.caller(), key.key());
    if (earlier.isPresent() && !earlier.get().requestHash().equals(key.requestHash())) {
      throw new ProblemAnswerException(
          ProblemAnswer.of(
              ProblemType.KEY_REUSED,
              "This idempotency key was given with another request within 24 hours."));
    }
    return earlier.map(IdempotencyKeys.Creation::ids);
  }

  private static Result one(Execution created) {
    return new Result(List.of(created.id()), Optional.of(created), false);
  }

  private Result replayOne(List<Long> ids) {
    return new Result(ids, service.getExecution(ids.get(0)), true);
  }

  private static Result batch(List<Long> ids, boolean replayed) {
    return new Result(ids, Optional.empty(), replayed);
  }
}
