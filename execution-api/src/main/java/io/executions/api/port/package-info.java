/**
 * What the modules of the service need of each other, and applications do not: ports that {@code
 * execution-core} implements and {@code execution-web} uses, and events from one to the other.
 *
 * <p>Start at {@link io.executions.api.port.Readiness}, {@link io.executions.api.port.Tokens} and
 * {@link io.executions.api.port.IdempotencyKeys}. The contract ({@link io.executions.api}), its
 * documents and its client do not look in here, nor does any handler.
 */
package io.executions.api.port;
