package io.executions.launch;

/** The command line has an option that there is not, or one with a wrong value. */
class WrongOptionException extends Exception {

  private static final long serialVersionUID = 1L;

  WrongOptionException(String message) {
    super(message);
  }
}
