/**
 * The runnable JAR as a process: started, killed and started again, alone and with its database. A
 * history that the handlers write outside the database decides what really ran.
 */
package io.executions.it.process;
