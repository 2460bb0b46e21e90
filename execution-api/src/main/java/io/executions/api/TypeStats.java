package io.executions.api;

/**
 * How many executions of one type live now.
 *
 * @param type the type
 * @param pending those that wait, counted up to a cap
 * @param pendingCapped whether there are more pending ones than were counted
 * @param running those that a node has claimed
 */
public record TypeStats(String type, long pending, boolean pendingCapped, long running) {}
