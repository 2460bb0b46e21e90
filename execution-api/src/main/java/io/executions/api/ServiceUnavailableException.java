package io.executions.api;

/** The service cannot do this now, mostly because its database is away; try again later. */
public class ServiceUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Makes one with a reason that may be shown to a client. */
  public ServiceUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
