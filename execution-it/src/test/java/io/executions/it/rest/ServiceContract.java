package io.executions.it.rest;

/** A part of the contract; its tests are the default methods. */
interface ServiceContract {
  /** Returns the running service, with a limit of 20 and not paused. */
  Service service();

  /** Returns whether that is the server's own page for what never reaches an application. */
  default boolean isPageOfServer(String answer) {
    return false;
  }

  /** Returns how long a header must be for the server to refuse it. */
  default int tooLongForAHeader() {
    return 100_000;
  }
}
