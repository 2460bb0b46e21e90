package io.executions.handlers.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** An HTTP server on loopback that remembers what it was asked. */
final class LocalServer implements AutoCloseable {
  /** What came in. */
  record Received(String method, String path, Headers headers, String body) {}

  /** Answers one request. */
  @FunctionalInterface
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();

  private LocalServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.start();
  }

  static LocalServer start() throws IOException {
    return startOn("127.0.0.1");
  }

  static LocalServer startOn(String address) throws IOException {
    return new LocalServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), 0), 0));
  }

  static LocalServer start(SSLContext tls) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new LocalServer(server);
  }

  LocalServer on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Received(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders(),
                  body));
          answer.give(exchange);
          exchange.close();
        });
    return this;
  }

  LocalServer on(String path, int status, Map<String, String> headers, String body) {
    return on(
        path, exchange -> answer(exchange, status, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  LocalServer redirect(String path, int status, String location) {
    return on(path, status, Map.of("Location", location), "");
  }

  static void answer(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::add);
    boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  List<Received> received() {
    return received;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
