/**
 * A cluster of real processes on a real database, under load, while a plan made from a seed breaks
 * one thing after the other: nodes, the database, what lies between them. The histories of its
 * handlers and the database's rows decide whether every rule held.
 */
package io.executions.it.faults;
