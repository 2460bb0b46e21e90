package io.executions.api.port;

import io.executions.api.AuditFilter;
import io.executions.api.AuditPage;

/**
 * Port: who did what. Each change that somebody makes is written down in its own transaction, by
 * what makes it; what changed nothing is not, nor is a creation, which tells itself who made it.
 *
 * <p>All methods throw {@link io.executions.api.ServiceUnavailableException} while the database is
 * away.
 */
public interface AuditLog {
  /**
   * Returns a page, latest first.
   *
   * @throws io.executions.api.InvalidRequestException if the cursor is wrong
   */
  AuditPage page(AuditFilter filter);

  /**
   * Counts a sign-in that was refused: one entry for each address and minute. Commits by itself.
   */
  void signInRefused(String address);
}
