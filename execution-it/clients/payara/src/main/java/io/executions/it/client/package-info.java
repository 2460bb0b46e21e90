/** An application on a server that has a client injected, and runs the behaviours with it. */
package io.executions.it.client;
