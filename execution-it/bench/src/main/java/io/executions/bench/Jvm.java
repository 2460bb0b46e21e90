package io.executions.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How all JVMs that are measured are started: alike.
 *
 * @param heap the most memory for objects, such as {@code 512m}
 */
record Jvm(String heap) {
  ProcessBuilder command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
