package io.executions.bench;

import io.executions.bench.subject.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a node keeps in memory. */
final class Memory {
  private static final int RUNNING = 1_000;

  /** A node keeps room for the largest output of each run whose type it has never seen end. */
  private static final Map<String, String> SETTINGS =
      Map.of("EXECUTION_WORKERS", Integer.toString(RUNNING), "EXECUTION_OUTPUT_MAX_BYTES", "1024");

  private static final long PAUSE_MILLIS = 100;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  private Memory() {}

  /** Without a run, and while a thousand are waiting for something. */
  static void whileManyRun(Turn turn) throws IOException, InterruptedException, SQLException {
    if (turn.contender().limited()) {
      Node node = turn.newNode(SETTINGS);
      double before = residentMiB(node);
      node.ask("limit", RUNNING);
      node.ask("fill", Work.WAIT_10_MIN.label(), RUNNING);
      node.ask("go");
      awaitRunning(new RestClient(node));
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("resident MiB", residentMiB(node));
      values.put("before", before);
      turn.add("%,d running".formatted(RUNNING), values);
      turn.newDatabase();
    }
  }

  private static void awaitRunning(RestClient client) throws IOException, InterruptedException {
    long patience = System.nanoTime() + PATIENCE;
    int running = client.status().getInt("running");
    while (running < RUNNING) {
      if (System.nanoTime() > patience) {
        throw new IOException("Only %d of %d run".formatted(running, RUNNING));
      }
      Thread.sleep(PAUSE_MILLIS);
      running = client.status().getInt("running");
    }
  }

  static double residentMiB(Node node) throws IOException {
    try (Stream<String> lines =
        Files.lines(Path.of("/proc", Long.toString(node.pid()), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    }
  }
}
