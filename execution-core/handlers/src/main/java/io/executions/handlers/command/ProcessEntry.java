package io.executions.handlers.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as {@code /proc/PID/stat} tells it (proc(5)).
 *
 * @param session the process that called {@code setsid} for it; every process group lies in one
 *     session, and Linux gives no number to a new process that is still in use as a session
 * @param startTicks when it started, in clock ticks since boot: with the number it is unique
 */
record ProcessEntry(long pid, char state, long session, long startTicks) {
  private static final Path PROC = Path.of("/proc");

  /** Returns all processes that can be seen, without those that have ended. */
  static List<ProcessEntry> all() {
    List<ProcessEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> numbers = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path number : numbers) {
        of(Long.parseLong(number.getFileName().toString())).ifPresent(entries::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /proc", e);
    }
    return entries;
  }

  /** Returns that process, unless it has ended; a zombie has. */
  static Optional<ProcessEntry> of(long pid) {
    return read(pid).filter(entry -> !entry.isZombie());
  }

  /** Returns that process, also when it is a zombie. */
  static Optional<ProcessEntry> read(long pid) {
    String stat;
    try {
      Path file = PROC.resolve(Long.toString(pid)).resolve("stat");
      stat = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException | AccessDeniedException e) {
      return Optional.empty(); // it has ended, or is hidden, so it is another user's
    } catch (IOException e) {
      if (Files.exists(PROC.resolve(Long.toString(pid)))) {
        throw new UncheckedIOException("cannot read /proc/" + pid, e);
      }
      return Optional.empty(); // it ended while it was read
    }
    // The name in parentheses may hold anything, so the fields are counted from its end.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Optional.of(
        new ProcessEntry(
            pid, fields[0].charAt(0), Long.parseLong(fields[3]), Long.parseLong(fields[19])));
  }

  /** Returns whether that is the same process, whatever it does now. */
  boolean isSame(ProcessEntry other) {
    return pid == other.pid && startTicks == other.startTicks;
  }

  /** Returns whether it has ended, and nobody has asked how, or is just being removed. */
  boolean isZombie() {
    return state == 'Z' || state == 'X';
  }

  /** Returns whether it was started with that variable, as far as this user may see. */
  boolean hasEnvironment(String variable) {
    try {
      Path file = PROC.resolve(Long.toString(pid)).resolve("environ");
      String environ = Files.readString(file, StandardCharsets.ISO_8859_1);
      return List.of(environ.split("\0")).contains(variable);
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns whether it works in that directory, or writes to a pipe there. */
  boolean isAt(Path directory) {
    return Stream.of("cwd", "fd/1", "fd/2")
        .map(link -> PROC.resolve(Long.toString(pid)).resolve(link))
        .anyMatch(link -> target(link).startsWith(directory));
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link; // it has none, it ended meanwhile, or this user may not see it
    }
  }
}
