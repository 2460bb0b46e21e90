package io.executions.api.client;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.function.Supplier;

/** Sends an access token along with each request. Thread-safe. */
@Priority(Priorities.AUTHENTICATION)
public final class BearerToken implements ClientRequestFilter {
  private final Supplier<String> token;

  /** Makes a filter that always sends this token. */
  public BearerToken(String token) {
    this(() -> token);
  }

  /**
   * Makes one that asks for the token at each request, for tokens that change; several threads may
   * ask.
   */
  public BearerToken(Supplier<String> token) {
    this.token = token;
  }

  @Override
  public void filter(ClientRequestContext request) {
    request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.get());
  }
}
