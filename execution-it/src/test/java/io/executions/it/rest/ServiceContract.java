package io.executions.it.rest;

/** A part of the contract; its tests are the default methods. */
interface ServiceContract {
  /** Returns the running service, with a limit of 20 and not paused. */
  Service service();
}
