package io.executions.web.security;

import io.executions.api.AccessToken;
import io.executions.api.NewToken;
import io.executions.api.port.AccessTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Makes access tokens and takes them away; this node knows at once, the others within seconds.
 * Thread-safe.
 */
@ApplicationScoped
public class TokenChanges {
  private final AccessTokens tokens;
  private final KnownTokens known;
  private final KnownSessions sessions;

  /**
   * A token that was made.
   *
   * @param token what is kept of it
   * @param secret the token itself, which is not
   */
  public record Created(AccessToken token, String secret) {}

  /** For the container's proxy. */
  protected TokenChanges() {
    this(null, null, null);
  }

  @Inject
  TokenChanges(AccessTokens tokens, KnownTokens known, KnownSessions sessions) {
    this.tokens = tokens;
    this.known = known;
    this.sessions = sessions;
  }

  /**
   * Makes one.
   *
   * @throws AccessTokens.TokenConflictException if the name is taken
   */
  public Created make(NewToken token) {
    String secret = RandomSecret.next();
    Created created = new Created(tokens.create(token, SecretHash.of(secret)), secret);
    known.readAgain();
    return created;
  }

  /**
   * Takes one away, with its sessions.
   *
   * @throws AccessTokens.TokenNotFoundException if there is none of that name
   * @throws AccessTokens.TokenConflictException if it must stay
   */
  public void remove(String name) {
    tokens.remove(name);
    known.readAgain();
    sessions.forgetAll();
  }
}
