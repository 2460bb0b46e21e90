package io.executions.launch;

/** The server did not come up with the application running. */
class ServerStartException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Makes one whose message is one line, whatever the server's own was. */
  ServerStartException(String message) {
    super(message.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
