package io.executions.it.history;

import java.util.Set;

/**
 * A limit of some executions, beside that of the cluster: of a queue, or of a key.
 *
 * @param name what it is the limit of
 * @param limits how high it was when
 * @param executions the ids of the executions
 */
public record Bound(String name, Limits limits, Set<Long> executions) {}
