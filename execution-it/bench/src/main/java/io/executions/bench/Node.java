package io.executions.bench;

import io.executions.testing.LoopbackPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** A process of a contender. Closing kills it. */
final class Node implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Place place;
  private final Path log;
  private final Socket socket;
  private final BufferedReader from;
  private final PrintWriter to;

  private Node(Process process, Place place, Path log, Socket socket) throws IOException {
    this.process = process;
    this.place = place;
    this.log = log;
    this.socket = socket;
    socket.setTcpNoDelay(true);
    from =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    to = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Starts one and returns when it takes work, held.
   *
   * @param home a directory of its own
   * @param number which of its cluster it is
   * @param settings what its environment is to have besides
   */
  static Node start(
      Contender contender, String url, Path home, int number, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path log = Files.createDirectories(home).resolve("log");
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Place place = new Place(home, number, listener.getLocalPort(), LoopbackPort.free());
      ProcessBuilder command = contender.command(url, place);
      command.environment().putAll(settings);
      Process process =
          command
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        Node node = new Node(process, place, log, accept(listener, process, log));
        while (!Boolean.parseBoolean(node.ask("ready"))) {
          Thread.sleep(50);
        }
        node.ask("hold");
        return node;
      } catch (IOException | InterruptedException | RuntimeException e) {
        process.destroyForcibly();
        throw e;
      }
    }
  }

  private static Socket accept(ServerSocket listener, Process process, Path log)
      throws IOException {
    listener.setSoTimeout(500);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        return listener.accept();
      } catch (SocketTimeoutException e) {
        // It is still starting, or has died.
      }
    }
    throw new IOException("It did not start, see " + log);
  }

  /** Tells it what to do and returns its answer when it is done. */
  String ask(Object... words) throws IOException {
    String line = String.join(" ", Arrays.stream(words).map(String::valueOf).toList());
    to.println(line);
    String answer = from.readLine();
    if (answer == null || !answer.startsWith("ok")) {
      throw new IOException(line + ": " + answer + ", see " + log);
    }
    return answer.substring(2).strip();
  }

  /** Returns how many runs have ended in it. */
  long runs() throws IOException {
    return Long.parseLong(ask("runs"));
  }

  Path home() {
    return place.home();
  }

  int httpPort() {
    return place.http();
  }

  long pid() {
    return process.pid();
  }

  /** Kills it, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    kill();
    socket.close();
  }
}
