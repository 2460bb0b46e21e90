package io.executions.hints;

import java.io.IOException;

/** No hints come this way, although nothing has failed. */
public final class UnsuitableWayException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsuitableWayException(String message) {
    super(message);
  }
}
