package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * One event of the feed: an execution has moved, or was created. Immutable.
 *
 * @param place where it stands in the feed
 * @param id the execution
 * @param type its type
 * @param revision the execution's revision since then; 1 tells that it was created
 * @param from its status before; empty for one that was created
 * @param to its status since then
 * @param attempt the number of its current or last attempt, 0 before the first
 * @param node the node that runs it, or ran that attempt
 * @param by who moved it: a node, or the name of a person's token
 * @param why the reason, as everybody may read it; empty where it went as it should
 * @param at when, by the database's clock; of a creation about when
 */
public record MoveEvent(
    FeedPlace place,
    long id,
    String type,
    int revision,
    Optional<ExecutionStatus> from,
    ExecutionStatus to,
    int attempt,
    Optional<String> node,
    Optional<String> by,
    Optional<String> why,
    Instant at) {}
