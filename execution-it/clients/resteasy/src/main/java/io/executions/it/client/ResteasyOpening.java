package io.executions.it.client;

import io.executions.api.client.ExecutionClient;
import io.executions.api.client.ExecutionClientFeature;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.util.function.BiFunction;
import org.jboss.resteasy.client.jaxrs.ResteasyWebTarget;

/** Opens a client with RESTEasy's proxy, of an address and a token. */
public class ResteasyOpening implements BiFunction<String, String, ExecutionClient> {
  @Override
  public ExecutionClient apply(String address, String token) {
    Client http = ClientBuilder.newBuilder().register(new ExecutionClientFeature(token)).build();
    return ((ResteasyWebTarget) http.target(address)).proxy(ExecutionClient.class);
  }
}
