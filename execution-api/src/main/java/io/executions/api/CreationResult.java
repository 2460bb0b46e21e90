package io.executions.api;

/**
 * What a creation has come to.
 *
 * @param execution the execution; the one that had the unique key, if one had
 * @param existing whether that one is returned as it is, and nothing was created
 * @param replaced whether that one was given the input, priority and {@code runAt} of this creation
 */
public record CreationResult(Execution execution, boolean existing, boolean replaced) {}
