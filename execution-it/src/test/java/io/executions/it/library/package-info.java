/**
 * An application of its own that has {@code execution-core} inside, as a Jakarta EE developer
 * writes one, on each server with a real MariaDB. {@link io.executions.it.library.LibrarySuite} is
 * its client; all other public types run in the server.
 */
package io.executions.it.library;
