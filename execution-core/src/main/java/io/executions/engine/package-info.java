/** The motion of the service: what happens at start, and from then on. */
package io.executions.engine;
