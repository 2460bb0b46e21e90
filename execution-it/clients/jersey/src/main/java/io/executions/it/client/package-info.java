/** How one client implementation is opened. */
package io.executions.it.client;
