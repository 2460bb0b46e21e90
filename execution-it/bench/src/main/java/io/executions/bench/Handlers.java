package io.executions.bench;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long built-in handlers take for next to nothing, from the claim until it is settled. */
final class Handlers {
  private static final Path PROGRAM = Path.of("/bin/true");
  private static final String COMMAND =
      "{\"type\": \"command\", \"input\": {\"name\": \"nothing\"}}";
  private static final String CALL = "{\"type\": \"http\", \"input\": {\"url\": \"%s\"}}";
  private static final int CREATED = 201;
  private static final int WARM_UP = 200;
  private static final int SAMPLES = 200;

  private final Turn turn;
  private final Node node;

  private Handlers(Turn turn, Node node) {
    this.turn = turn;
    this.node = node;
  }

  static void measure(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().limited()) {
      Path commands = Files.createTempDirectory(turn.home(), "commands-");
      Files.copy(PROGRAM, commands.resolve("nothing"));
      Node node =
          turn.newNode(
              Map.of(
                  "EXECUTION_COMMAND_DIR",
                  commands.toString(),
                  "EXECUTION_HTTP_ALLOW",
                  "127.0.0.1"));
      node.ask("go");
      Handlers handlers = new Handlers(turn, node);
      handlers.command();
      handlers.http();
      node.ask("hold");
      turn.endNodes();
    }
  }

  private void command() throws IOException, InterruptedException {
    settled(COMMAND, WARM_UP);
    List<Double> millis = settled(COMMAND, SAMPLES);
    node.ask("processes", PROGRAM, WARM_UP);
    List<Double> plain =
        Arrays.stream(node.ask("processes", PROGRAM, SAMPLES).split(" "))
            .map(micros -> Double.parseDouble(micros) / 1000)
            .toList();
    add("command", millis, "ProcessBuilder ms", plain);
  }

  private void http() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      settled(CALL.formatted(url), WARM_UP);
      List<Double> millis = settled(CALL.formatted(url), SAMPLES);
      calls(url, WARM_UP);
      add("http", millis, "HttpClient ms", calls(url, SAMPLES));
    } finally {
      server.stop(0);
    }
  }

  private static List<Double> calls(String url, int count)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      client.send(request, BodyHandlers.discarding());
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    return millis;
  }

  /** Returns how long so many took, created one after the other. */
  private List<Double> settled(String creation, int count)
      throws IOException, InterruptedException {
    RestClient client = new RestClient(node);
    HttpRequest request = client.run(creation);
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonObject execution = client.object(request, CREATED);
      if (!execution.getString("status").equals("completed")) {
        throw new IOException("It has not completed: " + execution);
      }
      Instant claimed = Instant.parse(execution.getString("startedAt"));
      Instant settled = Instant.parse(execution.getString("finishedAt"));
      millis.add(Duration.between(claimed, settled).toNanos() / 1e6);
    }
    return millis;
  }

  private void add(String setting, List<Double> millis, String beside, List<Double> plain) {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("median ms", Statistics.median(millis));
    values.put("99th percentile ms", Statistics.percentile(millis, 99));
    values.put(beside, Statistics.median(plain));
    turn.add(setting, values);
  }
}
