/**
 * Motion: how an execution is found, claimed, run and settled.
 *
 * <p>{@link io.executions.engine.ExecutionPoller} asks for work; {@code Engine} is the one thread
 * that answers, in {@code Cycle}s: a look, and one transaction whose steps are {@code GateSteps}.
 * {@code Workers} run what was claimed; {@code SettlementPolicy} says what an attempt's {@code
 * Outcome} makes of its execution. {@code ClusterPlace} is this node's place in the cluster.
 */
package io.executions.engine;
