package io.executions.microprofile;

import io.executions.api.ExecutionService;
import io.executions.api.ServiceUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * The service's figures of the last two seconds: a reader of metrics asks each gauge by itself, and
 * the database once for all of them. Thread-safe.
 */
@ApplicationScoped
public class RecentFigures {
  private static final Duration RECENT = Duration.ofSeconds(2);

  private final ExecutionService service;
  private Optional<ServiceFigures> figures = Optional.empty();
  private Long askedAt;

  /** For the proxy only. */
  protected RecentFigures() {
    this(null);
  }

  @Inject
  RecentFigures(ExecutionService service) {
    this.service = service;
  }

  /** Returns the figures; empty while the database is away. */
  synchronized Optional<ServiceFigures> get() {
    if (askedAt == null || System.nanoTime() - askedAt > RECENT.toNanos()) {
      figures = ask();
      askedAt = System.nanoTime();
    }
    return figures;
  }

  private Optional<ServiceFigures> ask() {
    try {
      return Optional.of(ServiceFigures.of(service));
    } catch (ServiceUnavailableException e) {
      return Optional.empty();
    }
  }
}
