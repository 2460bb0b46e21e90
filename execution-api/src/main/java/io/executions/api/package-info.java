/**
 * The contract of the execution service: what an application, a REST resource or a client sees.
 *
 * <p>Start at {@link io.executions.api.ExecutionService}, which creates and finds executions, and
 * at {@link io.executions.api.ExecutionHandler}, which is the code that runs them. Nothing here
 * knows of EJB, JPA or SQL. What only the service's own modules need lies in {@code port}.
 */
package io.executions.api;
