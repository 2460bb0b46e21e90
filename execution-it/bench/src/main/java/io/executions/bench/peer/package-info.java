/**
 * Those that the service is measured beside, each in the settings that its own documentation
 * recommends for speed. {@link io.executions.bench.peer.Peer} lists them.
 */
package io.executions.bench.peer;
