/** What stands between a node and its database in the tests, and breaks what it is told to. */
package io.executions.it.proxy;
