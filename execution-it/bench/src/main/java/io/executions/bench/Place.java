package io.executions.bench;

import java.nio.file.Path;

/**
 * Where a node is.
 *
 * @param home a directory of its own
 * @param number which of its cluster it is, from 1
 * @param conversation the port where the benchmark listens
 * @param http the port where the node may listen
 */
record Place(Path home, int number, int conversation, int http) {}
