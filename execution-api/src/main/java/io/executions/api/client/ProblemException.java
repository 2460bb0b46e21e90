package io.executions.api.client;

import io.executions.api.Fault;
import jakarta.ws.rs.client.ResponseProcessingException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The service did not do what was asked, and said why. It is no {@code WebApplicationException}, so
 * that a server which calls another one does not answer its own clients with that one's problems.
 */
// This supertype is the one that Jersey and RESTEasy let through as it is when a filter throws it.
public class ProblemException extends ResponseProcessingException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Problem problem;

  /** Makes one of that problem. */
  public ProblemException(Problem problem) {
    super(null, message(problem));
    this.status = problem.status();
    this.problem = problem;
  }

  /** Returns what the service said; null in a copy that was serialized. */
  public Problem problem() {
    return problem;
  }

  /** Returns the HTTP status, 400 to 599. */
  public int status() {
    return status;
  }

  /**
   * Returns all that is wrong with the request; empty where that says nothing, and in a copy that
   * was serialized.
   */
  public List<Fault> errors() {
    return problem == null ? List.of() : problem.errors();
  }

  private static String message(Problem problem) {
    String faults =
        problem.errors().stream()
            .map(fault -> "; " + fault.pointer() + " " + fault.detail())
            .collect(Collectors.joining());
    return "%d %s: %s%s".formatted(problem.status(), problem.title(), problem.detail(), faults);
  }
}
