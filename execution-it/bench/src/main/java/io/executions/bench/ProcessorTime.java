package io.executions.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
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

  /** User and system time of a thread. */
  private static final List<Integer> OWN_FIELDS = List.of(11, 12);

  /** How the names of HotSpot's compiler threads go on, as Linux shows 15 letters of them. */
  private static final String COMPILER = " CompilerThre";

  private ProcessorTime() {}

  /** Returns the milliseconds that a process and those that it has started have used. */
  static long millis(long pid) throws IOException {
    long ticks = ticks(pid);
    for (long child : children(pid)) {
      ticks += ticks(child);
    }
    return ticks * MILLIS_OF_TICK;
  }

  /** Returns the milliseconds that the just-in-time compilers of a process have used. */
  static long compilerMillis(long pid) throws IOException {
    long ticks = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads) {
        String stat = stat(thread);
        if (stat.contains(COMPILER)) {
          ticks += sum(stat, OWN_FIELDS);
        }
      }
    } catch (NoSuchFileException e) {
      return 0;
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
    return sum(stat(Path.of("/proc", Long.toString(pid))), FIELDS);
  }

  /** Returns nothing of what has ended, maybe while it was read. */
  private static String stat(Path of) throws IOException {
    try {
      return Files.readString(of.resolve("stat"));
    } catch (IOException e) {
      if (Files.exists(of)) {
        throw e;
      }
      return "";
    }
  }

  private static long sum(String stat, List<Integer> fields) {
    if (stat.isEmpty()) {
      return 0;
    }
    String[] values = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return fields.stream().mapToLong(field -> Long.parseLong(values[field])).sum();
  }
}
