/**
 * What tests of several modules share: real databases, ports, waits. Start at {@link
 * io.executions.testing.TestDatabase}.
 */
package io.executions.testing;
