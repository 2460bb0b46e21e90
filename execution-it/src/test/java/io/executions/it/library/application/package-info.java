/**
 * An application as a Jakarta EE developer writes one, with {@code execution-core} inside: its own
 * persistence unit on the same data source, its own resource, and its own handlers.
 */
package io.executions.it.library.application;
