package io.executions.api;

import java.util.List;

/**
 * CDI event, fired after the commit on the node that recorded it: these executions came to a final
 * status. Observers must be quick: they run on the engine's thread.
 *
 * @param ids the executions
 */
public record ExecutionsEnded(List<Long> ids) {}
