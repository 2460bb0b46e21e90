/**
 * The handlers: the built-in ones, and the index ({@link io.executions.handlers.Handlers}) of all
 * that this application has.
 */
package io.executions.handlers;
