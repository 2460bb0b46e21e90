/** Clients of the REST interface, each in a JVM of its own with its own class path. */
package io.executions.it.client;
