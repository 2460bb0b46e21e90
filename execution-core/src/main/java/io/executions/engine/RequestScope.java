package io.executions.engine;

import java.util.concurrent.Callable;

/** Port: gives a handler's thread an active CDI request scope, where there is CDI. */
interface RequestScope {
  /** Calls within a request scope of its own. */
  <T> T call(Callable<T> work) throws Exception;
}
