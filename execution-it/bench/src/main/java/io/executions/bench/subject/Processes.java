package io.executions.bench.subject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What it takes this process to start another one and to see its end, with nothing around it. */
final class Processes {
  private Processes() {}

  /** Returns the microseconds of each of so many, one after the other. */
  static String measure(String program, int count) throws IOException, InterruptedException {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long begin = System.nanoTime();
      Process process = new ProcessBuilder(program).start();
      process.getOutputStream().close();
      process.getInputStream().readAllBytes();
      process.getErrorStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException(program + " failed");
      }
      micros.add((System.nanoTime() - begin) / 1000);
    }
    return micros.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
