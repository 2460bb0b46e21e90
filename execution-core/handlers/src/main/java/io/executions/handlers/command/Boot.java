package io.executions.handlers.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The time since the machine was started: only in it do a number and a start name a process. */
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
