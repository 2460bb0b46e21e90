package io.executions.web.problem;

import io.executions.api.BulkNotFoundException;
import io.executions.api.DuplicateExecutionException;
import io.executions.api.ExecutionNotFoundException;
import io.executions.api.Fault;
import io.executions.api.Faults;
import io.executions.api.IllegalMoveException;
import io.executions.api.InvalidRequestException;
import io.executions.api.KeyBusyException;
import io.executions.api.NodeGoneException;
import io.executions.api.NodeNotFoundException;
import io.executions.api.QueueInUseException;
import io.executions.api.QueueNotFoundException;
import io.executions.api.RevisionChangedException;
import io.executions.api.ScheduleInCodeException;
import io.executions.api.ScheduleNotFoundException;
import io.executions.api.ServiceUnavailableException;
import io.executions.api.TooLargeException;
import io.executions.api.port.AccessTokens;
import io.executions.api.port.ClassesMissing;
import io.executions.api.port.IdempotencyKeys;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionalException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes a problem document of any exception. What nobody foresaw is logged, never told. */
public final class ProblemTranslation {
  private static final System.Logger LOG = System.getLogger(ProblemTranslation.class.getName());
  private static final String RETRY_SECONDS = "2";
  private static final int MAX_CAUSES = 20;

  /** Headers of an answer made by JAX-RS that hold for the problem document, too. */
  private static final List<String> KEPT_HEADERS =
      List.of(
          HttpHeaders.ALLOW,
          HttpHeaders.RETRY_AFTER,
          HttpHeaders.WWW_AUTHENTICATE,
          HttpHeaders.ACCEPT_ENCODING);

  private ProblemTranslation() {}

  /** Returns the document for that exception, which may be wrapped in others. */
  public static ProblemAnswer of(Throwable thrown) {
    return causes(thrown)
        .map(ProblemTranslation::foreseen)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> rolledBack(thrown) ? unavailable() : unexpected(thrown));
  }

  private static Optional<ProblemAnswer> foreseen(Throwable thrown) {
    if (thrown instanceof ProblemAnswerException known) {
      return Optional.of(known.problem());
    }
    if (thrown instanceof InvalidRequestException invalid) {
      return Optional.of(
          ProblemAnswer.of(ProblemType.INVALID_REQUEST, detail(invalid.faults()))
              .withErrors(invalid.faults()));
    }
    if (thrown instanceof TooLargeException large) {
      Fault fault = new Fault(large.pointer(), "is " + large.getMessage());
      return Optional.of(
          ProblemAnswer.of(
                  ProblemType.TOO_LARGE, "Something in the request is " + large.getMessage())
              .withErrors(List.of(fault)));
    }
    if (thrown instanceof ExecutionNotFoundException
        || thrown instanceof NodeNotFoundException
        || thrown instanceof BulkNotFoundException
        || thrown instanceof ScheduleNotFoundException
        || thrown instanceof QueueNotFoundException
        || thrown instanceof AccessTokens.TokenNotFoundException) {
      return Optional.of(ProblemAnswer.of(ProblemType.ofStatus(404), thrown.getMessage()));
    }
    if (thrown instanceof IllegalMoveException
        || thrown instanceof NodeGoneException
        || thrown instanceof QueueInUseException) {
      return Optional.of(ProblemAnswer.of(ProblemType.ILLEGAL_MOVE, thrown.getMessage()));
    }
    if (thrown instanceof ScheduleInCodeException) {
      return Optional.of(ProblemAnswer.of(ProblemType.DEFINED_IN_CODE, thrown.getMessage()));
    }
    if (thrown instanceof AccessTokens.TokenConflictException) {
      return Optional.of(ProblemAnswer.of(ProblemType.TOKEN_CONFLICT, thrown.getMessage()));
    }
    if (thrown instanceof RevisionChangedException) {
      return Optional.of(ProblemAnswer.of(ProblemType.REVISION_CHANGED, thrown.getMessage()));
    }
    if (thrown instanceof IdempotencyKeys.IdempotencyKeyBusyException) {
      return Optional.of(later(ProblemAnswer.of(ProblemType.KEY_BUSY, thrown.getMessage())));
    }
    if (thrown instanceof DuplicateExecutionException duplicate) {
      ProblemAnswer problem =
          ProblemAnswer.of(ProblemType.DUPLICATE, thrown.getMessage())
              .withErrors(duplicate.faults());
      return Optional.of(
          duplicate.existingId() == 0 ? problem : problem.withExisting(duplicate.existingId()));
    }
    if (thrown instanceof KeyBusyException) {
      return Optional.of(later(ProblemAnswer.of(ProblemType.UNIQUE_KEY_BUSY, thrown.getMessage())));
    }
    if (thrown instanceof ServiceUnavailableException) {
      return Optional.of(unavailable());
    }
    if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
      return Optional.of(of(web.getResponse()));
    }
    return Optional.empty();
  }

  private static String detail(List<Fault> faults) {
    return faults.size() < Faults.MOST
        ? "The request is not valid."
        : "The request is not valid; there are more faults than are named.";
  }

  /** Returns the document for an answer that JAX-RS made and that has a status of 400 or more. */
  static ProblemAnswer of(Response answer) {
    ProblemAnswer problem = ProblemAnswer.ofStatus(answer.getStatus());
    for (String header : KEPT_HEADERS) {
      String value = answer.getHeaderString(header);
      if (value != null) {
        problem = problem.withHeader(header, value);
      }
    }
    return problem;
  }

  private static ProblemAnswer unavailable() {
    return later(
        ProblemAnswer.of(
            ProblemType.UNAVAILABLE, "The service cannot do this now; try again later."));
  }

  private static ProblemAnswer later(ProblemAnswer problem) {
    return problem.withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
  }

  private static boolean rolledBack(Throwable thrown) {
    boolean transaction =
        causes(thrown)
            .anyMatch(
                cause ->
                    cause instanceof TransactionalException
                        || cause instanceof RollbackException
                        || cause instanceof SystemException
                        || cause instanceof SQLException);
    if (transaction) {
      LOG.log(
          System.Logger.Level.WARNING, "A request was rolled back: {0}", root(thrown).toString());
    }
    return transaction;
  }

  private static Throwable root(Throwable thrown) {
    return causes(thrown).reduce(thrown, (outer, inner) -> inner);
  }

  private static ProblemAnswer unexpected(Throwable thrown) {
    String reference = "urn:uuid:" + UUID.randomUUID();
    LOG.log(System.Logger.Level.ERROR, "A request failed, reference " + reference, thrown);
    causes(thrown)
        .filter(NoClassDefFoundError.class::isInstance)
        .map(NoClassDefFoundError.class::cast)
        .findFirst()
        .map(ClassesMissing::new)
        .ifPresent(event -> CDI.current().getBeanManager().getEvent().fire(event));
    return ProblemAnswer.of(
            ProblemType.ofStatus(500),
            "Something went wrong in the service; its log tells more under this reference.")
        .withInstance(reference);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, java.util.Objects::nonNull, Throwable::getCause)
        .limit(MAX_CAUSES);
  }
}
