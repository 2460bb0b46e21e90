package io.executions.it.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and the service, and can be cut. */
final class Relay implements AutoCloseable {
  private final URI service;
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean isCut;

  Relay(String address) throws IOException {
    this.service = URI.create(address);
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept, listener);
  }

  /** Returns the address of the same service by way of this. */
  String address() {
    return service.toString().replace(":" + service.getPort(), ":" + listener.getLocalPort());
  }

  /** Breaks all connections, and lets no other through. */
  void cut() throws IOException {
    isCut = true;
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** Lets connections through again. */
  void mend() {
    isCut = false;
  }

  /** Returns how many connections it has not let through. */
  int refused() {
    return refused.get();
  }

  private void accept(ServerSocket own) throws IOException {
    while (true) {
      Socket client = own.accept();
      if (isCut) {
        refused.incrementAndGet();
        client.close();
      } else {
        Socket server = new Socket(service.getHost(), service.getPort());
        sockets.add(client);
        sockets.add(server);
        start(from -> pass(from, server), client);
        start(from -> pass(from, client), server);
      }
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        out.write(bytes, 0, read);
      }
    }
  }

  private interface Work<T> {
    void on(T what) throws IOException;
  }

  private static <T> void start(Work<T> work, T what) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.on(what);
              } catch (IOException e) {
                // It was cut, or an end is gone: the other one sees that.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
