package io.executions.api;

/**
 * How much of one queue shares a concurrency key.
 *
 * @param concurrencyKey the key
 * @param running how many of it run
 * @param waiting how many of it could run but for others, of its key or of all
 */
public record WaitingKey(String concurrencyKey, long running, long waiting) {}
