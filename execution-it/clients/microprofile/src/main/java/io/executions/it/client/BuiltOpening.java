package io.executions.it.client;

import io.executions.api.client.BearerToken;
import io.executions.api.client.ExecutionClient;
import java.net.URI;
import java.util.function.BiFunction;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Builds a client with MicroProfile Rest Client, of an address and a token. */
public class BuiltOpening implements BiFunction<String, String, ExecutionClient> {
  @Override
  public ExecutionClient apply(String address, String token) {
    return RestClientBuilder.newBuilder()
        .baseUri(URI.create(address))
        .register(new BearerToken(token))
        .build(ExecutionClient.class);
  }
}
