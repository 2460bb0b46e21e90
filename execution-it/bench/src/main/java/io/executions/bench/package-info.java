/**
 * The benchmark: {@link io.executions.bench.Bench} starts a database and, in turns, processes of
 * all that are measured, and tells each by a socket what to do.
 */
package io.executions.bench;
