package io.executions.launch;

/** The server did not come up with the application running. */
class ServerStartException extends Exception {

  private static final long serialVersionUID = 1L;

  ServerStartException(String message) {
    super(message);
  }
}
