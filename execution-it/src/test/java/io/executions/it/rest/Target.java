package io.executions.it.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server for the handler {@code http} to call; it keeps what it was asked. */
final class Target implements AutoCloseable {
  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final HttpServer server;

  Target() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String address() {
    return "http://127.0.0.1:" + port();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    String path = exchange.getRequestURI().getPath();
    seen.add(
        String.join(
            " ",
            exchange.getRequestMethod(),
            path,
            headers.getFirst("Content-Type"),
            headers.getFirst("X-Token"),
            headers.getFirst("X-Plain")));
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (path) {
      case "/echo" -> send(exchange, 200, "Set-Cookie", "id=s3cret", body);
      case "/busy" -> send(exchange, 503, "Set-Cookie", "id=s3cret", bytes("come back later"));
      case "/text" -> send(exchange, 200, "X-Here", "yes", mebibyteOf('x'));
      case "/binary" -> send(exchange, 200, "X-Here", "yes", mebibyteOf(0xff));
      case "/moved" -> send(exchange, 302, "Location", "/here", bytes(""));
      case "/circle" -> send(exchange, 302, "Location", "/circle", bytes(""));
      case "/away" -> send(exchange, 302, "Location", "http://192.0.2.1/", bytes(""));
      default -> send(exchange, 200, "X-Here", "yes", bytes("arrived"));
    }
  }

  private static void send(
      HttpExchange exchange, int status, String header, String value, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add(header, value);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static byte[] mebibyteOf(int octet) {
    byte[] bytes = new byte[1 << 20];
    Arrays.fill(bytes, (byte) octet);
    return bytes;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
