package io.executions.api;

import java.util.Optional;

/**
 * Cancels, retries and deletes many executions at once. A part of {@link ExecutionService}, and
 * like it in all else.
 */
public interface BulkService {
  /**
   * Does something to many executions. It is kept when this returns and done by one of the nodes,
   * some executions at a time, each by a move like that of one call. What it retries or deletes
   * must have ended before, and what it cancels must have been created before. Commits by itself,
   * whatever transaction the caller has.
   *
   * @param by who wants that; no secret
   * @return the bulk, running
   * @throws InvalidRequestException if the selection is empty, or holds only what the verb cannot
   *     be done to, naming all faults with pointers such as {@code /filter/status} and {@code
   *     /ids/3}
   */
  Bulk createBulk(BulkVerb verb, ExecutionSelection selection, String by);

  /**
   * Returns how many executions {@link #createBulk} would be for now, and does nothing.
   *
   * @throws InvalidRequestException where that would throw it
   */
  BulkCount countBulk(BulkVerb verb, ExecutionSelection selection);

  /** Returns the bulk, or empty when there is none. */
  Optional<Bulk> getBulk(long id);

  /**
   * Returns a page of bulks, newest first.
   *
   * @param limit at most so many, 1 to {@value BulkPage#MAX_LIMIT}
   * @param cursor where the page before ended; empty for the first one
   * @throws InvalidRequestException if the limit or the cursor is wrong
   */
  BulkPage getBulks(int limit, Optional<String> cursor);

  /**
   * Stops a bulk; what it has done stays. One that has ended is left as it is. Commits by itself.
   *
   * @param by who wants that; no secret
   * @return the bulk as it is now
   * @throws BulkNotFoundException if there is none
   */
  Bulk stopBulk(long id, String by);
}
