package io.executions.handlers.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the processes of a session. A process leaves its session only for a new one of its own, so
 * a process that was seen in another session is not read again: reading what Linux knows of a
 * process takes much longer than seeing that it is the same one. Thread-safe.
 */
final class SessionLook {
  private static final File PROC = new File("/proc");

  private volatile Map<Long, Seen> seen = Map.of();

  /**
   * A process that was in a session.
   *
   * @param directory which one in {@code /proc}: a number that was given anew has another
   * @param appeared when Linux made it
   */
  private record Seen(Object directory, FileTime appeared, long session) {
    boolean is(BasicFileAttributes attributes) {
      return attributes.fileKey() != null
          && attributes.fileKey().equals(directory)
          && attributes.lastModifiedTime().equals(appeared);
    }
  }

  /** Returns the processes of that session that live, and its leader if it has yet to make it. */
  List<ProcessEntry> members(long session) {
    Map<Long, Seen> before = seen;
    Map<Long, Seen> now = new HashMap<>();
    List<ProcessEntry> members = new ArrayList<>();
    for (String name : names()) {
      if (!Character.isDigit(name.charAt(0))) {
        continue;
      }
      long pid = Long.parseLong(name);
      BasicFileAttributes attributes = attributes(name);
      if (attributes == null) {
        continue;
      }
      Seen known = before.get(pid);
      if (known != null && known.is(attributes) && known.session() != session && pid != session) {
        now.put(pid, known);
        continue;
      }
      // Read after the attributes: what is kept for them is theirs, or nobody's any more.
      ProcessEntry.read(pid)
          .ifPresent(
              entry -> {
                now.put(
                    pid,
                    new Seen(attributes.fileKey(), attributes.lastModifiedTime(), entry.session()));
                if (!entry.isZombie() && (entry.session() == session || pid == session)) {
                  members.add(entry);
                }
              });
    }
    seen = now;
    return members;
  }

  private static String[] names() {
    String[] names = PROC.list();
    if (names == null) {
      throw new UncheckedIOException("cannot read /proc", new IOException("no list of it"));
    }
    return names;
  }

  /** Returns what is to be seen of that process from outside; null if it has ended. */
  private static BasicFileAttributes attributes(String name) {
    Path directory = Path.of("/proc", name);
    try {
      return Files.readAttributes(directory, BasicFileAttributes.class);
    } catch (NoSuchFileException | AccessDeniedException e) {
      return null; // hidden, it is another user's
    } catch (IOException e) {
      if (Files.exists(directory)) {
        throw new UncheckedIOException("cannot read " + directory, e);
      }
      return null;
    }
  }
}
