package io.executions.it.servers;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is alive in another process, as its JDK tells it after a full collection. */
final class ServerHeap {
  /** Number, instances, bytes, class. */
  private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

  private ServerHeap() {}

  /** Returns how many objects it has of the classes whose name matches. */
  static long objects(long pid, String className) throws IOException {
    long count = 0;
    for (String line : JvmCommand.of(pid, "GC.class_histogram")) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && row.group(2).matches(className)) {
        count += Long.parseLong(row.group(1));
      }
    }
    return count;
  }

  /** Returns how many class loaders it has of the classes whose name matches. */
  static long loaders(long pid, String className) throws IOException {
    JvmCommand.of(pid, "GC.run");
    List<String> rows = JvmCommand.of(pid, "VM.classloader_stats");
    return rows.stream().filter(row -> row.matches(".*\\s" + className + "\\s*")).count();
  }
}
