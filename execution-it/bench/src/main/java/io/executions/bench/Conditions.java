package io.executions.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a reader must know of the machine to judge figures. */
final class Conditions {
  private static final int SYNCS = 200;
  private static final int PAGE = 4096;

  private Conditions() {}

  /**
   * Returns them by name.
   *
   * @param home a directory on the disk of the database
   */
  static Map<String, String> of(Database database, Path repository, Path home)
      throws IOException, InterruptedException {
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.put("commit", commit(repository));
    conditions.put("database", database.description());
    conditions.put(
        "processors",
        "%d of %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                valueOf(Path.of("/proc/cpuinfo"), "model name")));
    conditions.put("memory", valueOf(Path.of("/proc/meminfo"), "MemTotal"));
    conditions.put("a synced write of a page", "%.2f ms".formatted(syncMillis(home)));
    conditions.put("Java", System.getProperty("java.vm.version"));
    conditions.put(
        "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    conditions.put("load before", Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    return conditions;
  }

  private static String commit(Path repository) throws IOException, InterruptedException {
    Baseline baseline = new Baseline(repository, repository);
    return baseline.commit("HEAD") + (baseline.isChanged() ? " with changes" : "");
  }

  private static String valueOf(Path file, String name) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    }
  }

  /** Returns how long the disk takes for what each durable commit waits for. */
  private static double syncMillis(Path home) throws IOException {
    Path file = home.resolve("synced");
    List<Double> millis = new ArrayList<>();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long begin = System.nanoTime();
        channel.write(ByteBuffer.allocate(PAGE));
        channel.force(false);
        millis.add((System.nanoTime() - begin) / 1e6);
      }
    }
    Files.delete(file);
    return Statistics.median(millis);
  }
}
