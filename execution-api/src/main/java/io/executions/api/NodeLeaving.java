package io.executions.api;

/**
 * Fired as a CDI event when this node's handlers have finished and its process is about to end:
 * observers finish what they have under way, and return when it is done. They should take a few
 * seconds at most.
 */
public record NodeLeaving() {}
