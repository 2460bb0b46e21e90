package io.executions.api;

import java.time.Instant;

/**
 * The pending execution that has been due for longest, or is due next where none is due.
 *
 * @param id its number
 * @param type its type
 * @param createdAt when it was created
 * @param runAt when it was or is due
 */
public record OldestPending(long id, String type, Instant createdAt, Instant runAt) {}
