package io.executions.it.client;

import io.executions.api.client.BearerToken;
import io.executions.api.client.ExecutionClient;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.function.BiFunction;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * The client that the server injects for the token in its config, or one built for another token.
 */
@Dependent
public class InjectedClient implements BiFunction<String, String, ExecutionClient> {
  @Inject @RestClient private ExecutionClient client;

  @Override
  public ExecutionClient apply(String address, String token) {
    if (token.equals(System.getProperty("execution-service.token"))) {
      return CDI.current().select(InjectedClient.class).get().client;
    }
    return RestClientBuilder.newBuilder()
        .baseUri(URI.create(address))
        .register(new BearerToken(token))
        .build(ExecutionClient.class);
  }
}
