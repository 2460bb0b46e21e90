package io.executions.engine;

import io.executions.api.PermanentFailureException;
import io.executions.database.FailureKind;
import io.executions.store.Completion;
import io.executions.store.Move;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A JTA transaction that holds a handler's work and its completion. */
@ApplicationScoped
class JtaHandlerTransaction implements HandlerTransaction {
  /** For handlers without a bound; servers would end their transactions after some minutes. */
  private static final Duration UNBOUNDED = Duration.ofDays(7);

  private static final Duration MARGIN = Duration.ofMinutes(1);

  @Inject private UserTransaction transaction;
  @Inject private Completion completion;

  @Override
  public Outcome run(Run run, Callable<String> handler) throws Exception {
    transaction.setTransactionTimeout(timeoutSeconds(run));
    transaction.begin();
    try {
      return complete(run, handler.call());
    } finally {
      if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
        transaction.rollback();
      }
      transaction.setTransactionTimeout(0);
    }
  }

  /**
   * Where the database went away meanwhile, the run counts as interrupted. Either nothing was
   * committed, and it may run again; or all was, and the engine finds nothing to settle.
   */
  private Outcome complete(Run run, String output) throws Exception {
    try {
      Move move =
          end(run, output)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "The attempt no longer held when its handler returned"));
      transaction.commit();
      return new Outcome.Settled(move);
    } catch (SystemException | HeuristicRollbackException | HeuristicMixedException e) {
      if (FailureKind.of(e) == FailureKind.REPLAY) {
        throw e;
      }
      return lost(e);
    } catch (RollbackException | RuntimeException e) {
      if (FailureKind.of(e).isOutage()) {
        return lost(e);
      }
      throw e;
    }
  }

  private Optional<Move> end(Run run, String output) throws PermanentFailureException {
    return run.snoozed().isPresent()
        ? completion.snooze(run.claimed(), run.nodeId(), run.snoozed().get())
        : completion.complete(run.claimed(), run.nodeId(), output);
  }

  private static Outcome lost(Exception failure) {
    return new Outcome.Interrupted(
        ErrorText.line("The database was lost at its commit: " + ErrorText.withRoot(failure)));
  }

  private static int timeoutSeconds(Run run) {
    Duration timeout = run.claimed().timeout().orElse(UNBOUNDED).plus(MARGIN);
    return (int) Math.min(timeout.toSeconds(), UNBOUNDED.toSeconds());
  }
}
