package io.executions.store;

/**
 * Where pending executions stand one behind the other.
 *
 * @param holder what they wait for, as {@link ClaimRank#holder()} says
 * @param type their type
 * @param queue their queue
 */
public record Line(int holder, String type, String queue) {}
