package io.executions.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URL;

/** Where the service listens. */
record Endpoint(InetAddress address, int port) {

  /**
   * Makes sure that one can listen there.
   *
   * @throws ServerStartException if not, saying why
   */
  void requireFree() throws ServerStartException {
    try {
      listen();
    } catch (IOException e) {
      throw new ServerStartException("it cannot listen on %s: %s".formatted(this, e.getMessage()));
    }
  }

  /**
   * Makes sure that somebody listens there.
   *
   * @throws ServerStartException if not
   */
  void requireTaken() throws ServerStartException {
    try {
      listen();
    } catch (IOException e) {
      return;
    }
    throw new ServerStartException("nothing listens on %s".formatted(this));
  }

  /** Returns the address of something there, for this process. */
  URL url(String path) {
    InetAddress reachable =
        address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
    try {
      return new URL("http", reachable.getHostAddress(), port, path);
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void listen() throws IOException {
    new ServerSocket(port, 1, address).close();
  }

  @Override
  public String toString() {
    return "%s port %d".formatted(address.getHostAddress(), port);
  }
}
