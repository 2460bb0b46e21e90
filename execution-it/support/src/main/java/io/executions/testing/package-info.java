/** Real databases for tests. Other modules use them too. */
package io.executions.testing;
