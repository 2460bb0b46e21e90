package io.executions.microprofile;

import io.executions.api.ExecutionService;
import io.executions.api.ServiceUnavailableException;
import jakarta.enterprise.concurrent.ContextService;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The service's figures, at most two seconds old. A reader of metrics asks each gauge by itself;
 * the database is asked once for all of them, in the context of the application that made this,
 * since a server reads metrics on a thread of its own. Thread-safe.
 */
final class RecentFigures {
  private static final Duration RECENT = Duration.ofSeconds(2);

  private final Supplier<Optional<ServiceFigures>> question;
  private Optional<ServiceFigures> figures = Optional.empty();
  private Long askedAt;

  /** Makes them of the service, in the calling application. */
  RecentFigures(ExecutionService service, ContextService context) {
    question = context.contextualSupplier(() -> ask(service));
  }

  /** Returns the figures; empty while the database is away. */
  synchronized Optional<ServiceFigures> get() {
    if (askedAt == null || System.nanoTime() - askedAt > RECENT.toNanos()) {
      figures = question.get();
      askedAt = System.nanoTime();
    }
    return figures;
  }

  private static Optional<ServiceFigures> ask(ExecutionService service) {
    try {
      return Optional.of(ServiceFigures.of(service));
    } catch (ServiceUnavailableException e) {
      return Optional.empty();
    }
  }
}
