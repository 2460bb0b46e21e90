package io.executions.handlers.http;

import java.io.IOException;

/** A call failed; the message says why in words for the person who reads the execution. */
final class HttpFailureException extends IOException {
  private static final long serialVersionUID = 1L;

  HttpFailureException(String message) {
    super(message);
  }

  HttpFailureException(String message, Throwable cause) {
    super(message, cause);
  }
}
