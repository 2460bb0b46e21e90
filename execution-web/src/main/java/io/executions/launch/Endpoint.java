package io.executions.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Where the service listens. */
record Endpoint(InetAddress address, int port) {

  /** Returns whether one can listen there now. */
  boolean isFree() {
    try (ServerSocket socket = new ServerSocket(port, 1, address)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "%s port %d".formatted(address.getHostAddress(), port);
  }
}
