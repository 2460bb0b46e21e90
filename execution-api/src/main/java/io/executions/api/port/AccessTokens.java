package io.executions.api.port;

import io.executions.api.AccessToken;
import io.executions.api.NewToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: all access tokens, each with its name, kept in the database as hashes only. Those of the
 * settings have the names of the roles, and stay.
 *
 * <p>All methods throw {@link io.executions.api.ServiceUnavailableException} while the database is
 * away.
 */
public interface AccessTokens {
  /**
   * What a request is held against.
   *
   * @param hash the lower-case hexadecimal SHA-256 of the token
   * @param name its name
   * @param role what it permits
   * @param expiresAt until when; empty for ever
   * @param left how long that is from now on, by the clock of the database
   */
  record Known(
      String hash, String name, Role role, Optional<Instant> expiresAt, Optional<Duration> left) {}

  /** Returns those that have not expired. */
  List<Known> known();

  /** Returns all of them, by name. */
  List<AccessToken> list();

  /** Returns whether that time has come, by the clock of the database. */
  boolean hasPassed(Instant time);

  /**
   * Stores a new one. Commits by itself.
   *
   * @param hash as of {@link Known}
   * @throws io.executions.api.InvalidRequestException if it has expired already
   * @throws TokenConflictException if the name is taken
   */
  AccessToken create(NewToken token, String hash);

  /**
   * Takes a token away, and the sessions that were started with it. Commits by itself.
   *
   * @throws TokenNotFoundException if there is no such token
   * @throws TokenConflictException if it is one of the settings, or nobody could administer without
   */
  void remove(String name);

  /** Notes that a token is used in this minute, which is written at most once. */
  void use(String name);

  /** There is no token of that name. */
  class TokenNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one. */
    public TokenNotFoundException() {
      super("There is no token of that name");
    }
  }

  /** The tokens that there are do not allow it. */
  class TokenConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one that says why. */
    public TokenConflictException(String message) {
      super(message);
    }
  }
}
