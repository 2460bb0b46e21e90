package io.executions.handlers.http;

import java.time.Duration;

/**
 * What an execution of type {@code http} is to do.
 *
 * @param first the request to begin with
 * @param timeout how long the whole call may take, redirects and the answer's body included
 */
record HttpInput(Request first, Duration timeout) {}
