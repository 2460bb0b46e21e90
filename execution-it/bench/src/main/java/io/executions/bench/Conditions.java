package io.executions.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a reader must know of the machine to judge figures. */
final class Conditions {
  private Conditions() {}

  static Map<String, String> of(String database) {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.put("database", database);
    conditions.put(
        "processors",
        "%d of %s".formatted(Runtime.getRuntime().availableProcessors(), processor()));
    conditions.put("Java", System.getProperty("java.vm.version"));
    conditions.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    conditions.put("load before", loadAverage());
    return conditions;
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("an unknown kind");
    } catch (IOException e) {
      return "an unknown kind";
    }
  }

  private static String loadAverage() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException e) {
      return "unknown";
    }
  }
}
