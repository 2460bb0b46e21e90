/**
 * The JSON documents of the REST interface, for the service and for its client: each class writes
 * and reads one schema of {@code openapi.yaml}, and names its fields nowhere else.
 *
 * <p>Start at {@link io.executions.api.json.ExecutionDocument} for what the service answers, and at
 * {@link io.executions.api.json.NewExecutionDocument} for what it is asked. Answers are read
 * leniently, so that a service may be newer than its client; requests are read strictly, all faults
 * at once. Nothing is bound to objects, so nothing is coerced. Only JSON-P is needed. Applications
 * have no need of this package.
 */
package io.executions.api.json;
