/** How the built-in handlers keep what they were told from outside. */
package io.executions.handlers.output;
