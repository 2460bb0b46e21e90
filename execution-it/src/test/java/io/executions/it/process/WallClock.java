package io.executions.it.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The wall clock of a node's processes, which can be set while they run: libfaketime stands between
 * them and the system's. The monotonic clock and all waits stay as they are.
 */
final class WallClock {
  /** Until a process has taken up what was set. */
  static final Duration MOST_UNTIL_SET = Duration.ofMillis(1500);

  /** Where Debian's package has it, on each kind of machine. */
  private static final List<String> DIRECTORIES = List.of("x86_64-linux-gnu", "aarch64-linux-gnu");

  private final Path setting;

  /** Gives that installation a clock of its own, so many seconds off. */
  WallClock(Installation installation, int seconds) throws IOException {
    setting = Files.createDirectories(installation.home()).resolve("clock");
    set(seconds);
    installation
        .with("LD_PRELOAD", library())
        .with("FAKETIME_TIMESTAMP_FILE", setting.toString())
        // Seconds after which it reads the file again.
        .with("FAKETIME_CACHE_DURATION", "1")
        .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        // Else what waits on the monotonic clock, as the JVM does, returns at once.
        .with("FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  private static String library() {
    return DIRECTORIES.stream()
        .map(directory -> Path.of("/usr/lib", directory, "faketime/libfaketime.so.1"))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Debian's libfaketime is not installed"))
        .toString();
  }

  /** Sets it so many seconds off; it jumps within the next second. */
  void set(int seconds) throws IOException {
    Path next = setting.resolveSibling("clock-next");
    Files.writeString(next, "%+d%n".formatted(seconds));
    Files.move(next, setting, StandardCopyOption.ATOMIC_MOVE);
  }
}
