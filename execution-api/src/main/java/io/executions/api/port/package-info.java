/**
 * What the modules of the service need of each other, and applications do not: ports that {@code
 * execution-core} implements and {@code execution-web} uses.
 */
package io.executions.api.port;
