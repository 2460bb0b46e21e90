package io.executions.api.client;

import io.executions.api.Execution;
import java.util.Optional;

/**
 * What a creation has come to.
 *
 * @param id the id of the execution
 * @param execution the execution as it is now; empty where an earlier request under the same
 *     idempotency key created it, and retention has removed it since
 * @param replayed whether an earlier request under the same idempotency key created it
 * @param existing whether another execution has the unique key, and is returned as it is
 * @param replaced whether another execution has the unique key, and was given the input, priority
 *     and {@code runAt} of this creation
 */
public record CreatedExecution(
    long id, Optional<Execution> execution, boolean replayed, boolean existing, boolean replaced) {}
