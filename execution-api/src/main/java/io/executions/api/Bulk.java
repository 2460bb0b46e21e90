package io.executions.api;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is done to many executions, some of them at a time. It obeys neither the limit nor
 * the pause, and survives the end of the node that works on it. What it retries or removes had
 * ended before it was created, and what it cancels was created before it. Kept 30 days after its
 * end.
 *
 * @param id its number, from 1 and below 2^53; unique, but not chronological
 * @param verb what is done
 * @param state how far it has come
 * @param selection to which executions; its ids are left out in lists
 * @param by who asked for it
 * @param createdAt when it was asked for
 * @param finishedAt when it ended
 * @param matched how many executions it is for; empty until that is known
 * @param done to how many it has been done
 * @param skipped how many could not be taken any more: they had moved meanwhile, or were gone
 * @param failed how many the database refused, or others kept locked to the end
 * @param error why the first of these failed, or the bulk itself
 */
public record Bulk(
    long id,
    BulkVerb verb,
    BulkState state,
    ExecutionSelection selection,
    String by,
    Instant createdAt,
    Optional<Instant> finishedAt,
    Optional<Long> matched,
    long done,
    long skipped,
    long failed,
    Optional<String> error) {}
