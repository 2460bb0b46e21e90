package io.executions.it.client;

import io.executions.api.client.ExecutionClient;
import io.executions.api.client.ExecutionClientFeature;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.util.function.BiFunction;
import org.glassfish.jersey.client.ClientConfig;
import org.glassfish.jersey.client.proxy.WebResourceFactory;
import org.glassfish.jersey.jnh.connector.JavaNetHttpConnectorProvider;

/** Opens a client with Jersey's proxy, of an address and a token. */
public class JerseyOpening implements BiFunction<String, String, ExecutionClient> {
  @Override
  public ExecutionClient apply(String address, String token) {
    ClientConfig config = new ClientConfig().connectorProvider(new JavaNetHttpConnectorProvider());
    Client http = ClientBuilder.newClient(config).register(new ExecutionClientFeature(token));
    return WebResourceFactory.newResource(ExecutionClient.class, http.target(address));
  }
}
