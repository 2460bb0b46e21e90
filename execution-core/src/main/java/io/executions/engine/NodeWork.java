package io.executions.engine;

/**
 * What this node works on.
 *
 * @param runs what it runs
 * @param workers who runs it
 * @param memory what it may hold of that
 * @param created what was created here and is to be told to those who listen
 */
record NodeWork(Runs runs, Workers workers, MemoryBudget memory, CreatedHere created) {}
