package io.executions.store;

/**
 * An execution that is due, as it was seen.
 *
 * @param id the execution
 * @param type names its handler
 * @param queue the queue it is in
 * @param inputBytes how large its input is, in bytes of UTF-8
 */
public record Due(long id, String type, String queue, long inputBytes) {}
