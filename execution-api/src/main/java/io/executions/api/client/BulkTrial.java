package io.executions.api.client;

import io.executions.api.ExecutionSelection;

/**
 * Asks to how many executions something would be done.
 *
 * @param selection which ones
 */
public record BulkTrial(ExecutionSelection selection) {}
