package io.executions.api.client;

import io.executions.api.Backfill;

/**
 * Asks what a backfill would create.
 *
 * @param backfill which times
 */
public record BackfillTrial(Backfill backfill) {}
