/**
 * The built-in handler {@code command}: runs an executable file of one directory, with no shell in
 * between, and leaves no process of it behind.
 *
 * <p>Each attempt is a session of its own ({@code setsid}). What is in that session when the
 * command ends, is cancelled or runs out of time is ended too, whatever process groups it made.
 * Three things see to it when the server itself is killed: {@code setpriv --pdeathsig} ends the
 * command, a small watcher process ends the sessions, and records in the data directory let the
 * next attempt end what both have missed before it starts. Only what calls {@code setsid} itself
 * gets away.
 *
 * <p>Where the server is process 1 of a container, whatever loses its parent becomes its child;
 * {@link Orphans} lets none of these stay a zombie.
 *
 * <p>A run starts one process and waits for events: its end, an interrupt, or output. Only what a
 * command leaves behind is looked for again and again, as nothing tells of its end.
 *
 * <p>Output comes through named pipes, not through the JDK's own: these are read to their end by a
 * thread of the JDK when the command exits, so that a process which keeps one open could hold a
 * handler, or fill the memory.
 */
package io.executions.handlers.command;
