package io.executions.api.client;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Sends the access token that MicroProfile Config has as {@value #NAME}; nothing where there is
 * none or where another filter, such as {@link BearerToken}, has set one before. Thread-safe.
 */
@Priority(Priorities.AUTHENTICATION + 1)
public final class ConfiguredToken implements ClientRequestFilter {
  /** The name of the property. */
  public static final String NAME = "execution-service.token";

  @Override
  public void filter(ClientRequestContext request) {
    if (!request.getHeaders().containsKey(HttpHeaders.AUTHORIZATION)) {
      ConfigProvider.getConfig()
          .getOptionalValue(NAME, String.class)
          .ifPresent(token -> new BearerToken(token).filter(request));
    }
  }
}
