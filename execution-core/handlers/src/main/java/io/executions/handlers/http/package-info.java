/**
 * The built-in handler {@code http}: it calls an address over HTTP and returns the answer. What it
 * may call is checked for every request, redirects included, and the address that was checked is
 * the one connected to.
 */
package io.executions.handlers.http;
