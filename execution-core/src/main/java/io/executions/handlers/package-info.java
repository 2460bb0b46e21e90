/**
 * The index ({@link io.executions.handlers.Handlers}) of all handlers that this application has.
 * The built-in ones are an artifact of their own, {@code execution-handlers}.
 */
package io.executions.handlers;
