package io.executions.engine;

/**
 * What this node works on.
 *
 * @param runs what it runs
 * @param workers who runs it
 * @param memory what it may hold of that
 */
record NodeWork(Runs runs, Workers workers, MemoryBudget memory) {}
