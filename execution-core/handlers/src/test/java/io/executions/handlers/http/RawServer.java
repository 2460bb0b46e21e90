package io.executions.handlers.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that speaks plain bytes, for answers that no proper server gives. */
final class RawServer implements AutoCloseable {
  /** Talks to one client. */
  @FunctionalInterface
  interface Talk {
    void with(Socket client) throws IOException, InterruptedException;
  }

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  private final CountDownLatch connected = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final Thread thread;

  private RawServer(Talk talk) throws IOException {
    thread = new Thread(() -> serve(talk), "raw-server");
    thread.start();
  }

  static RawServer start(Talk talk) throws IOException {
    return new RawServer(talk);
  }

  private void serve(Talk talk) {
    try (Socket client = listener.accept()) {
      client.getInputStream().read();
      connected.countDown();
      talk.with(client);
    } catch (IOException | InterruptedException e) {
      left.countDown();
    }
  }

  static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  /** Waits until the client closes. */
  static void waitForEnd(Socket client) throws IOException {
    while (client.getInputStream().read() >= 0) {
      Thread.onSpinWait();
    }
  }

  CountDownLatch connected() {
    return connected;
  }

  /** Opens when the client went away in the middle of the talk. */
  CountDownLatch left() {
    return left;
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/raw?token=hidden";
  }

  String authority() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    thread.interrupt();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
