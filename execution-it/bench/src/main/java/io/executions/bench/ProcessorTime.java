package io.executions.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

/** What processes have used of the processors, as Linux tells. */
final class ProcessorTime {
  private static final int MILLIS_OF_TICK = 10;

  /** User and system time, its own and that of its children that have ended. */
  private static final List<Integer> FIELDS = List.of(11, 12, 13, 14);

  private ProcessorTime() {}

  /** Returns the milliseconds that a process and those that it has started have used. */
  static long millis(long pid) throws IOException {
    long ticks = ticks(pid);
    for (long child : children(pid)) {
      ticks += ticks(child);
    }
    return ticks * MILLIS_OF_TICK;
  }

  private static long[] children(long pid) {
    return ProcessHandle.of(pid)
        .map(process -> process.descendants().mapToLong(ProcessHandle::pid))
        .orElse(LongStream.empty())
        .toArray();
  }

  private static long ticks(long pid) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return FIELDS.stream().mapToLong(field -> Long.parseLong(fields[field])).sum();
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
