package io.executions.it.rest;

/** A part of the contract; its tests are the default methods. */
interface ServiceContract {
  /** Returns the running service, with a limit of 20 and not paused. */
  Service service();

  /** Returns whether what never reaches an application is answered with a page of the server's. */
  default boolean serverHasPages() {
    return false;
  }

  /** Returns how long a header must be for the server to refuse it. */
  default int tooLongForAHeader() {
    return 100_000;
  }
}
