package io.executions.engine;

import io.executions.store.Snapshot;

/**
 * What a cycle decides by.
 *
 * @param snapshot what was seen of the database
 * @param fresh whether that was just now
 * @param self this node's place in the cluster
 * @param claiming whether this node takes new work
 * @param now the time, in monotonic nanoseconds
 */
record Situation(Snapshot snapshot, boolean fresh, Membership self, boolean claiming, long now) {}
