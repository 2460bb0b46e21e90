package io.executions.it.client;

import io.executions.api.client.ExecutionClient;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.BiFunction;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Has a client injected by MicroProfile Rest Client, which finds address and token in its config.
 */
public class InjectedOpening implements BiFunction<String, String, ExecutionClient> {
  private static final SeContainer CONTAINER = SeContainerInitializer.newInstance().initialize();

  @Override
  public ExecutionClient apply(String address, String token) {
    System.setProperty("execution-service/mp-rest/url", address);
    ExecutionClient injected = CONTAINER.select(ExecutionClient.class, RestClient.LITERAL).get();
    return bearing(token, injected);
  }

  /** There is one config, and there are tests with several tokens. */
  private static ExecutionClient bearing(String token, ExecutionClient client) {
    Class<?> type = ExecutionClient.class;
    return (ExecutionClient)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              System.setProperty("execution-service.token", token);
              try {
                return method.invoke(client, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
