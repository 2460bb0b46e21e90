package io.executions.engine;

import java.util.List;

/**
 * What this node can take now.
 *
 * @param types the types that it may claim
 * @param most how many executions it may claim
 * @param rationed whether it could take more if they were of other types
 * @param running how many it runs, the ended ones among them
 * @param asks whether it finds out if it lacks slots that others have
 */
record NodeCapacity(List<String> types, int most, boolean rationed, int running, boolean asks) {}
