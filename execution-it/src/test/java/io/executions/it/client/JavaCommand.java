package io.executions.it.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a JVM is started that is soon there and soon gone. */
final class JavaCommand {
  private JavaCommand() {}

  /** Returns how the command begins: a JVM like this one, with so much heap at most. */
  static List<String> with(String heap, Map<String, String> properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx" + heap));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    return command;
  }
}
