package io.executions.it.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What the built-in handlers find on this machine: two commands, and a server that is polite. */
final class Neighbourhood implements AutoCloseable {
  private final Path commands;
  private final HttpServer server;

  private Neighbourhood(Path commands, HttpServer server) {
    this.commands = commands;
    this.server = server;
  }

  /** Puts the commands into that directory and starts the server. */
  static Neighbourhood in(Path commands) throws IOException {
    Files.createDirectories(commands);
    write(commands.resolve("greet"), "echo \"Hello, $1\"");
    write(commands.resolve("dream"), "exec sleep 300");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "good day".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return new Neighbourhood(commands, server);
  }

  private static void write(Path script, String line) throws IOException {
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  /** Returns the directory of the commands {@code greet NAME} and {@code dream}. */
  Path commands() {
    return commands;
  }

  /** Returns the address of the server, which answers {@code good day}. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
