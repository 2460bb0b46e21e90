package io.executions.store;

import java.util.List;

/**
 * Which of some due executions may start.
 *
 * @param admitted those that may
 * @param blocked those that have to wait for others of their concurrency key
 * @param outOfTurn those that have to take their places first among those of their key
 */
public record Admission(
    List<ClaimedExecution> admitted,
    List<ClaimedExecution> blocked,
    List<ClaimedExecution> outOfTurn) {}
