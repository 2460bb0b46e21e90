package io.executions.bench;

/**
 * Ports of a node.
 *
 * @param conversation where the benchmark listens
 * @param http where the node may listen
 */
record Ports(int conversation, int http) {}
