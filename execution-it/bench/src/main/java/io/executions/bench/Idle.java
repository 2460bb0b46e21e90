package io.executions.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a node takes that does nothing. */
final class Idle {
  private static final long MILLIS = 20_000;

  private Idle() {}

  static void afterStart(Turn turn) throws IOException, InterruptedException {
    if (turn.contender().picksUp()) {
      long begin = System.nanoTime();
      Node node = turn.newNode();
      double ready = (System.nanoTime() - begin) / 1e9;
      double startMillis = ProcessorTime.millis(node.pid());
      node.ask("go");
      long statements = turn.database().statements();
      Thread.sleep(MILLIS);
      Map<String, Double> values = new LinkedHashMap<>();
      values.put("ready after s", ready);
      values.put("CPU s until then", startMillis / 1000);
      values.put("resident MiB", residentMiB(node.pid()));
      values.put("statements/s", (turn.database().statements() - statements) * 1000.0 / MILLIS);
      node.ask("hold");
      turn.add("", values);
    }
  }

  private static double residentMiB(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
              .sum()
          / 1024;
    }
  }
}
