package io.executions.api.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Port: the sessions of people who have signed in with an access token, kept in the database as
 * hashes only. A session ends with its token: when that is taken away, replaced or expires.
 *
 * <p>All methods throw {@link io.executions.api.ServiceUnavailableException} while the database is
 * away.
 */
public interface Sessions {
  /**
   * A session that holds.
   *
   * @param token the name of the token
   * @param role what the token permits
   * @param expiresAt when it ends at the latest
   * @param left how long that is from now on, by the clock of the database
   */
  record Session(String token, Role role, Instant expiresAt, Duration left) {}

  /** Returns a name of lower-case hexadecimal digits that no other cluster has. */
  String clusterId();

  /**
   * Starts a session. Commits by itself.
   *
   * @param hash the lower-case hexadecimal SHA-256 of what its owner shows
   * @param token the name of the token that was given
   * @param tokenHash that of the token itself
   * @param length how long it lasts at most
   * @return the session, or empty if the token does not hold any more
   */
  Optional<Session> start(String hash, String token, String tokenHash, Duration length);

  /** Returns the session of that hash, if it holds. */
  Optional<Session> find(String hash);

  /** Ends the session of that hash, if there is one. Commits by itself. */
  void end(String hash);
}
