/**
 * What runs inside the process of whoever is measured, with the JDK alone: the benchmark's other
 * half, {@link io.executions.bench.subject.Session}, does here what it is told over a socket.
 */
package io.executions.bench.subject;
