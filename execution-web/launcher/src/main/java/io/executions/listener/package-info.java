/**
 * The HTTP listener of the runnable JAR: filters that {@link io.executions.listener.OwnFilters}
 * puts into the server's own chain. They refuse what is no proper request before any part of the
 * server has seen it, collect bodies without holding a thread, keep deadlines, and give health
 * requests threads of their own. Not part of the WAR: other servers have listeners of their own.
 */
package io.executions.listener;
