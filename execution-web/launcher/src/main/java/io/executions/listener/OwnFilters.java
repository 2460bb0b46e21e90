package io.executions.listener;

import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.FileCacheFilter;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Puts the filters of this package into the server's chain. The server finds it as a service (see
 * {@code META-INF/hk2-locator/default}) under the name of an add-on that {@code domain.xml}
 * enables.
 */
public class OwnFilters implements AddOn {
  /** Set by the launcher: the bytes of the largest request body. */
  private static final String MOST_BODY_BYTES = "io.executions.body-bytes";

  private static final long DEFAULT_BODY_BYTES = 9L << 20;

  @Override
  public void setup(NetworkListener listener, FilterChainBuilder chain) {
    long mostBodyBytes = Long.getLong(MOST_BODY_BYTES, DEFAULT_BODY_BYTES);
    Clients clients = new Clients();
    int idle = chain.indexOfType(IdleTimeoutFilter.class);
    chain.set(idle, new Guard(clients));
    chain.set(chain.indexOfType(HttpServerFilter.class), new RequestCodec(mostBodyBytes));
    chain.set(chain.indexOfType(FileCacheFilter.class), new Dispatcher(mostBodyBytes));
    clients.watch();
  }
}
