package io.executions.api.port;

import io.executions.api.ServiceUnavailableException;
import java.util.Map;

/**
 * Port: the access tokens kept in the database, as hashes only. One token for each role.
 * Thread-safe.
 *
 * <p>All methods throw {@link ServiceUnavailableException} while the database is away.
 */
public interface Tokens {
  /** Returns the lower-case hexadecimal SHA-256 of each stored token, by its role. */
  Map<Role, String> hashes();

  /** Stores that hash for that role in place of the one before. Commits by itself. */
  void replace(Role role, String hash);

  /** Takes the token of that role away, if it has one. Commits by itself. */
  void remove(Role role);

  /**
   * Stores that hash for that role unless the role has one. Commits by itself.
   *
   * @return whether it was stored; of several nodes that ask at once, one is told true
   */
  boolean storeIfAbsent(Role role, String hash);
}
