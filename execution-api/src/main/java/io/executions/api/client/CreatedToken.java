package io.executions.api.client;

import io.executions.api.AccessToken;

/**
 * An access token that was made.
 *
 * @param token what the service keeps of it
 * @param secret the token itself, which nobody is told again
 */
public record CreatedToken(AccessToken token, String secret) {
  /** Hides the token, so that it cannot slip into a log. */
  @Override
  public String toString() {
    return "CreatedToken[token=%s, secret=(secret)]".formatted(token);
  }
}
