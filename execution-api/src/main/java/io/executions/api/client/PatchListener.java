package io.executions.api.client;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;

/**
 * Lets {@link ExecutionClient#changeSettings} work where MicroProfile Rest Client is Jersey's, as
 * in Payara: the connection of the JDK that it uses knows no PATCH, unless Jersey forces it. Others
 * do not know this property. Thread-safe.
 */
public final class PatchListener implements RestClientListener {
  private static final String FORCE_METHOD =
      "jersey.config.client.httpUrlConnection.setMethodWorkaround";

  @Override
  public void onNewClient(Class<?> type, RestClientBuilder builder) {
    if (ExecutionClient.class.isAssignableFrom(type)) {
      builder.property(FORCE_METHOD, true);
    }
  }
}
