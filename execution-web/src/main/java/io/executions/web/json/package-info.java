/**
 * The JSON of the REST interface: strict reading with all faults at once, and explicit writing.
 *
 * <p>Start at {@link io.executions.web.json.CreationReader} and at {@link
 * io.executions.web.json.ExecutionJson}. Nothing is bound to objects, so nothing is coerced.
 */
package io.executions.web.json;
