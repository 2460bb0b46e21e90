package io.executions.engine;

import java.util.concurrent.Callable;

/** Port: runs a transactional handler in one transaction with its completion. */
interface HandlerTransaction {
  /**
   * Runs the handler, completes its execution, and commits both, or rolls back both.
   *
   * @throws Exception whatever the handler or the transaction threw; nothing is committed then, or
   *     the commit's answer was lost, which the engine finds out when it settles
   */
  Outcome run(Run run, Callable<String> handler) throws Exception;
}
