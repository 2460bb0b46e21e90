package io.executions.web.problem;

import jakarta.ws.rs.core.Response;

/**
 * A kind of problem: the part of a problem document that is the same at each occurrence.
 *
 * @param uri names the kind; {@code about:blank} where the status says all
 * @param status the HTTP status
 * @param title the kind in a few words
 */
public record ProblemType(String uri, int status, String title) {
  /** Something in the request is wrong; {@code errors} names all of it. */
  public static final ProblemType INVALID_REQUEST = own("invalid-request", 400, "Invalid request");

  /** The body, or an input in it, is larger than allowed. */
  public static final ProblemType TOO_LARGE = own("too-large", 413, "Too large");

  /** The execution's status, or the node's state, does not allow what was asked. */
  public static final ProblemType ILLEGAL_MOVE = own("illegal-move", 409, "Not possible now");

  /** An application defines the schedule in its code. */
  public static final ProblemType DEFINED_IN_CODE =
      own("defined-in-code", 409, "Defined in the code of an application");

  /** Another execution of the type has the unique key; {@code existingId} names it. */
  public static final ProblemType DUPLICATE =
      own("duplicate-execution", 409, "There is one already");

  /** A transaction that has not ended holds the unique key. */
  public static final ProblemType UNIQUE_KEY_BUSY =
      own("unique-key-busy", 409, "Unique key in use");

  /** The execution has another revision than the request expects. */
  public static final ProblemType REVISION_CHANGED =
      own("revision-changed", 412, "Changed meanwhile");

  /** The tokens that there are do not allow what was asked. */
  public static final ProblemType TOKEN_CONFLICT =
      own("token-conflict", 409, "Not possible with these tokens");

  /** The idempotency key was given with another request before. */
  public static final ProblemType KEY_REUSED =
      own("idempotency-key-reused", 422, "Idempotency key used for another request");

  /** A request with the same idempotency key has not ended. */
  public static final ProblemType KEY_BUSY =
      own("idempotency-key-busy", 409, "Idempotency key in use");

  /** The service cannot answer now, mostly because its database is away. */
  public static final ProblemType UNAVAILABLE = own("unavailable", 503, "Unavailable");

  /** Returns the kind that says no more than its HTTP status. */
  public static ProblemType ofStatus(int status) {
    Response.Status known = Response.Status.fromStatusCode(status);
    String title = known == null ? "HTTP status " + status : known.getReasonPhrase();
    return new ProblemType("about:blank", status, title);
  }

  private static ProblemType own(String name, int status, String title) {
    return new ProblemType("urn:execution-service:problem:" + name, status, title);
  }
}
