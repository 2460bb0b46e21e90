package io.executions.handlers.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The boot of the machine: only within one boot do a process's number and start time name it. */
final class Boot {
  private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");
  private static volatile String id;

  private Boot() {}

  static String id() throws IOException {
    if (id == null) {
      id = Files.readString(FILE).strip();
    }
    return id;
  }
}
