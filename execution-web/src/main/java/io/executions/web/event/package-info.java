/**
 * Events for those who listen: one thread of the node reads the moves of the cluster and hands them
 * to its streams ({@link io.executions.web.event.EventStreams}); each stream sends them as fast as
 * its client takes them ({@link io.executions.web.event.EventStream}).
 */
package io.executions.web.event;
