/**
 * Applications of a user's own that have {@code execution-core} inside, on each server with a real
 * MariaDB, and what their clients see.
 */
package io.executions.it.library;
