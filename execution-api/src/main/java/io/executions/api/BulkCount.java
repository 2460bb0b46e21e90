package io.executions.api;

/**
 * How many executions a bulk would be for, if it were created now.
 *
 * @param count how many there are at least
 * @param capped whether there may be more, which were not counted
 */
public record BulkCount(long count, boolean capped) {}
